#include "experiments/results/hdf5/element.hpp"

#include <hdf5.h>

#include <bit>
#include <stdexcept>

namespace bacelab::hdf5 {
namespace {

static_assert(std::endian::native == std::endian::little, "files are little endian");

Handle string_datatype() {
  const Id type = H5Tcopy(H5T_C_S1);
  H5Tset_size(type, H5T_VARIABLE);
  H5Tset_cset(type, H5T_CSET_UTF8);
  return Handle(type, H5Tclose);
}

Handle copy_of(Id type) { return Handle(H5Tcopy(type), H5Tclose); }

Element integer_element(Id type) {
  const bool is_signed = H5Tget_sign(type) == H5T_SGN_2;
  switch (H5Tget_size(type)) {
    case 1:
      if (!is_signed) return Element::uint8;
      break;
    case 8:
      return is_signed ? Element::int64 : Element::uint64;
    default:
      break;
  }
  throw std::domain_error("an integer type that is not used here");
}

}  // namespace

Handle datatype(Element element) {
  switch (element) {
    case Element::float64:
      return copy_of(H5T_IEEE_F64LE);
    case Element::uint8:
      return copy_of(H5T_STD_U8LE);
    case Element::int64:
      return copy_of(H5T_STD_I64LE);
    case Element::uint64:
      return copy_of(H5T_STD_U64LE);
    case Element::string:
      return string_datatype();
  }
  throw std::logic_error("no such element");
}

Element element_of_datatype(Id type) {
  switch (H5Tget_class(type)) {
    case H5T_FLOAT:
      if (H5Tget_size(type) == sizeof(double)) return Element::float64;
      break;
    case H5T_INTEGER:
      return integer_element(type);
    case H5T_STRING:
      if (H5Tis_variable_str(type) > 0) return Element::string;
      break;
    default:
      break;
  }
  throw std::domain_error("a type that is not used here");
}

}  // namespace bacelab::hdf5
