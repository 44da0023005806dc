#pragma once

#include <cstddef>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace bacelab {

/// Appends values to bytes, for another process of the same program.
class ByteWriter {
 public:
  void number(std::size_t value) { raw(std::as_bytes(std::span(&value, 1))); }
  void part(std::span<const std::byte> bytes) {
    number(bytes.size());
    raw(bytes);
  }
  void text(const std::string& text) { part(std::as_bytes(std::span(text))); }
  [[nodiscard]] std::vector<std::byte> take() { return std::move(bytes_); }

 private:
  void raw(std::span<const std::byte> bytes) {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
  }

  std::vector<std::byte> bytes_;
};

/// Takes values off bytes, in the order in which they were appended, and throws
/// std::invalid_argument if there are too few.
class ByteReader {
 public:
  explicit ByteReader(std::span<const std::byte> bytes) : bytes_(bytes) {}

  std::size_t number() {
    std::size_t value = 0;
    std::memcpy(&value, raw(sizeof value).data(), sizeof value);
    return value;
  }
  std::span<const std::byte> part() { return raw(number()); }
  std::string text() {
    const auto bytes = part();
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }
  [[nodiscard]] bool is_at_end() const { return bytes_.empty(); }

 private:
  std::span<const std::byte> raw(std::size_t size) {
    if (size > bytes_.size()) throw std::invalid_argument("a message is cut short");
    const auto front = bytes_.first(size);
    bytes_ = bytes_.subspan(size);
    return front;
  }

  std::span<const std::byte> bytes_;
};

}  // namespace bacelab
