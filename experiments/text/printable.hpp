#pragma once

#include <streambuf>
#include <string>
#include <string_view>

namespace bacelab {

/// A text that a terminal can be given: control characters, with which it could be made to do
/// something, are written as "\x1b". Also line ends and tabs: the text is part of a line.
std::string printable(std::string_view text);

/// Writes to another buffer, which must outlive it, with control characters as by printable(), but
/// for line ends, tabs and returns, with which this program itself arranges what it prints.
class PrintableBuffer final : public std::streambuf {
 public:
  explicit PrintableBuffer(std::streambuf& sink) : sink_(&sink) {}

 protected:
  int_type overflow(int_type c) override;
  std::streamsize xsputn(const char* text, std::streamsize count) override;
  int sync() override;

 private:
  std::streambuf* sink_;
  bool half_ = false;  ///< the first byte of a character of two that may be a control character
};

}  // namespace bacelab
