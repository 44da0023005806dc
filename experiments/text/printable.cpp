#include "experiments/text/printable.hpp"

#include <fmt/format.h>

#include <iterator>

namespace bacelab {
namespace {

/// UTF-8 has the control characters U+0080 to U+009F in two bytes, of which this is the first.
constexpr unsigned char first_of_two = 0xC2;

bool is_control(unsigned char byte) { return byte < 0x20 || byte == 0x7F; }

bool is_layout(unsigned char byte) { return byte == '\n' || byte == '\t' || byte == '\r'; }

/// Appends the text; `half` says whether the byte before it was kept back, and then whether its
/// last byte was.
void escape(std::string_view text, bool keep_layout, bool& half, std::string& out) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool second = half && byte >= 0x80 && byte < 0xA0;
    if (half && !second) out += static_cast<char>(first_of_two);
    half = !second && byte == first_of_two;
    if (half) continue;
    if (second || (is_control(byte) && !(keep_layout && is_layout(byte)))) {
      fmt::format_to(std::back_inserter(out), "\\x{:02x}", byte);
    } else {
      out += c;
    }
  }
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  bool half = false;
  escape(text, false, half, out);
  if (half) out += static_cast<char>(first_of_two);
  return out;
}

PrintableBuffer::int_type PrintableBuffer::overflow(int_type c) {
  if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
  const char byte = traits_type::to_char_type(c);
  return xsputn(&byte, 1) == 1 ? c : traits_type::eof();
}

std::streamsize PrintableBuffer::xsputn(const char* text, std::streamsize count) {
  std::string out;
  escape({text, static_cast<std::size_t>(count)}, true, half_, out);
  const auto bytes = static_cast<std::streamsize>(out.size());
  return sink_->sputn(out.data(), bytes) == bytes ? count : 0;
}

int PrintableBuffer::sync() { return sink_->pubsync(); }

}  // namespace bacelab
