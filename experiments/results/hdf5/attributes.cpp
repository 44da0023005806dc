#include "experiments/results/hdf5/attributes.hpp"

#include <hdf5.h>

#include <algorithm>
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

namespace {

constexpr std::string_view writing = "write attribute";
constexpr std::string_view reading = "read attribute";

herr_t keep_name(hid_t, const char* name, const H5A_info_t*, void* names) {
  static_cast<std::vector<std::string>*>(names)->emplace_back(name);
  return 0;
}

Handle scalar_space() { return Handle(H5Screate(H5S_SCALAR), H5Sclose); }

Handle list_space(std::size_t size) {
  const hsize_t extent = size;
  return Handle(H5Screate_simple(1, &extent, nullptr), H5Sclose);
}

}  // namespace

bool Attributes::contains(std::string_view name) const {
  const auto found = H5Aexists(object_, std::string(name).c_str());
  check(found, place_.child(name), "look for attribute");
  return found > 0;
}

std::vector<std::string> Attributes::names() const {
  std::vector<std::string> names;
  check(H5Aiterate2(object_, H5_INDEX_NAME, H5_ITER_INC, nullptr, keep_name, &names), place_,
        "list the attributes of");
  std::sort(names.begin(), names.end());
  return names;
}

Element Attributes::element(std::string_view name) const {
  const Place place = place_.child(name);
  const Handle attribute = open(name);
  const Handle type = checked(H5Aget_type(attribute.get()), H5Tclose, place, reading);
  try {
    return element_of_datatype(type.get());
  } catch (const std::domain_error& error) {
    fail_for_type(place, error.what());
  }
}

void Attributes::write(std::string_view name, std::string_view text) const {
  const std::string copy(text);
  const char* const pointer = copy.c_str();
  write_raw(name, Element::string, scalar_space().get(), &pointer);
}

template <Number T>
void Attributes::write(std::string_view name, T value) const {
  write_raw(name, element_of<T>(), scalar_space().get(), &value);
}

template <Number T>
void Attributes::write_array(std::string_view name, std::span<const T> values) const {
  write_raw(name, element_of<T>(), list_space(values.size()).get(), values.data());
}

std::string Attributes::read_string(std::string_view name) const {
  const Handle attribute = open(name);
  if (size_of(attribute, name) != 1) fail(place_.child(name), "read as one text the attribute");
  char* text = nullptr;
  read_raw(attribute, name, Element::string, &text);
  std::string copy(text == nullptr ? "" : text);
  H5free_memory(text);
  return copy;
}

template <Number T>
T Attributes::read(std::string_view name) const {
  const std::vector<T> values = read_array<T>(name);
  if (values.size() != 1) fail(place_.child(name), "read as one number the attribute");
  return values.front();
}

template <Number T>
std::vector<T> Attributes::read_array(std::string_view name) const {
  const Handle attribute = open(name);
  std::vector<T> values(size_of(attribute, name));
  read_raw(attribute, name, element_of<T>(), values.data());
  return values;
}

Handle Attributes::create(std::string_view name, Element element, Id space) const {
  const std::string key(name);
  if (contains(name)) check(H5Adelete(object_, key.c_str()), place_.child(name), writing);
  return checked(
      H5Acreate2(object_, key.c_str(), datatype(element).get(), space, H5P_DEFAULT, H5P_DEFAULT),
      H5Aclose, place_.child(name), writing);
}

Handle Attributes::open(std::string_view name) const {
  return checked(H5Aopen(object_, std::string(name).c_str(), H5P_DEFAULT), H5Aclose,
                 place_.child(name), reading);
}

void Attributes::write_raw(std::string_view name, Element element, Id space,
                           const void* data) const {
  const Handle attribute = create(name, element, space);
  check(H5Awrite(attribute.get(), datatype(element).get(), data), place_.child(name), writing);
}

std::size_t Attributes::size_of(const Handle& attribute, std::string_view name) const {
  const Handle space =
      checked(H5Aget_space(attribute.get()), H5Sclose, place_.child(name), reading);
  return static_cast<std::size_t>(H5Sget_simple_extent_npoints(space.get()));
}

void Attributes::read_raw(const Handle& attribute, std::string_view name, Element element,
                          void* data) const {
  check(H5Aread(attribute.get(), datatype(element).get(), data), place_.child(name), reading);
}

template void Attributes::write(std::string_view, double) const;
template void Attributes::write(std::string_view, std::uint8_t) const;
template void Attributes::write(std::string_view, std::int64_t) const;
template void Attributes::write(std::string_view, std::uint64_t) const;
template void Attributes::write_array(std::string_view, std::span<const double>) const;
template void Attributes::write_array(std::string_view, std::span<const std::uint8_t>) const;
template void Attributes::write_array(std::string_view, std::span<const std::int64_t>) const;
template void Attributes::write_array(std::string_view, std::span<const std::uint64_t>) const;
template double Attributes::read(std::string_view) const;
template std::uint8_t Attributes::read(std::string_view) const;
template std::int64_t Attributes::read(std::string_view) const;
template std::uint64_t Attributes::read(std::string_view) const;
template std::vector<double> Attributes::read_array(std::string_view) const;
template std::vector<std::uint8_t> Attributes::read_array(std::string_view) const;
template std::vector<std::int64_t> Attributes::read_array(std::string_view) const;
template std::vector<std::uint64_t> Attributes::read_array(std::string_view) const;

}  // namespace bacelab::hdf5
