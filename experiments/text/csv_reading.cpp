#include "experiments/text/csv_reading.hpp"

#include <fmt/format.h>

#include <utility>

#include "core/errors.hpp"

namespace bacelab {
namespace {

/// A file that begins with these bytes is not taken for a text in plain UTF-8: a byte order mark.
bool begins_like_a_byte_order_mark(std::string_view text) {
  return text.front() == '\xef' || text.front() == '\xfe' || text.front() == '\xff';
}

}  // namespace

std::string csv_field(std::string_view text) {
  const bool bare = text.find_first_of(",\"\r\n") == std::string_view::npos && !text.empty() &&
                    text.front() != ' ' && text.back() != ' ' &&
                    !begins_like_a_byte_order_mark(text);
  if (bare) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

CsvReader::CsvReader(ByteSource& source, std::string name)
    : source_(source), name_(std::move(name)) {
  skip_byte_order_mark();
}

bool CsvReader::next() {
  row_.clear();
  ends_.clear();
  skip_empty_lines();
  row_line_ = line_;
  if (peek() == end_of_text) return false;
  for (;;) {
    read_field();
    if (at_line_end()) break;
    take();  // the comma
  }
  end_line();
  return true;
}

std::string_view CsvReader::field(std::size_t i) const {
  const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
  return std::string_view(row_).substr(begin, ends_[i] - begin);
}

void CsvReader::fail(std::string_view what) const {
  throw InputError(fmt::format("{}:{}: {}", name_, row_line_, what));
}

int CsvReader::peek() {
  if (at_ == filled_) {
    at_ = 0;
    filled_ = source_.read(buffer_);
    if (filled_ == 0) return end_of_text;
  }
  return static_cast<unsigned char>(buffer_[at_]);
}

int CsvReader::take() {
  const int c = peek();
  if (c != end_of_text) ++at_;
  return c;
}

void CsvReader::skip_byte_order_mark() {
  row_line_ = 1;
  const int first = peek();
  if (first == 0x1f) fail("is compressed; unpack it first, or give <(gunzip -c FILE)");
  if (first == 0xff || first == 0xfe) fail("is not a text in UTF-8; save it as UTF-8");
  if (first != 0xef) return;
  for (const int byte : {0xef, 0xbb, 0xbf}) {
    if (take() != byte) fail("begins with bytes that are not UTF-8; save it as UTF-8");
  }
}

void CsvReader::skip_empty_lines() {
  while (peek() != end_of_text && at_line_end()) end_line();
}

bool CsvReader::at_line_end() {
  const int c = peek();
  return c == '\n' || c == '\r' || c == end_of_text;
}

void CsvReader::end_line() {
  if (take() == '\r' && peek() == '\n') take();
  ++line_;
}

void CsvReader::read_field() {
  if (ends_.size() == most_fields) fail(fmt::format("has more than {} fields", most_fields));
  if (peek() == '"') {
    read_quoted();
    if (!at_line_end() && peek() != ',') {
      fail(
          fmt::format("field {} goes on after its closing quote; allowed: a comma or the end of "
                      "the line there, and \"\" for a quote within quotes",
                      ends_.size() + 1));
    }
  } else {
    while (!at_line_end() && peek() != ',') {
      if (peek() == '"') {
        fail(
            fmt::format("field {} has a quote but does not begin with one; allowed: \"...\" "
                        "around the whole field, and \"\" for a quote within",
                        ends_.size() + 1));
      }
      append(take());
    }
  }
  ends_.push_back(row_.size());
}

void CsvReader::read_quoted() {
  take();
  for (;;) {
    const int c = take();
    if (c == end_of_text) fail("begins a field with a quote that is never closed");
    if (c == '"' && peek() != '"') return;
    if (c == '"') take();
    if (c == '\n' || (c == '\r' && peek() != '\n')) ++line_;
    append(c);
  }
}

void CsvReader::append(int c) {
  if (c == 0) fail("holds a zero byte; allowed: text in UTF-8");
  if (row_.size() == longest_row) {
    fail(fmt::format("is a row of more than {} bytes; is a closing quote missing?", longest_row));
  }
  row_ += static_cast<char>(c);
}

}  // namespace bacelab
