#include "tests/fuzz/mutation.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <random>
#include <utility>
#include <vector>

namespace bacelab::fuzz {
namespace {

/// A part of a text.
struct Part {
  std::size_t begin = 0;
  std::size_t size = 0;
};

class Mutation {
 public:
  Mutation(std::string text, std::uint64_t number) : text_(std::move(text)), draws_(number) {}

  std::string result() {
    for (std::size_t i = 0, changes = 1 + below(3); i < changes; ++i) change();
    return std::move(text_);
  }

 private:
  /// Distributions of the library differ between libraries.
  std::size_t below(std::size_t count) { return count == 0 ? 0 : draws_() % count; }

  void change() {
    switch (below(7)) {
      case 0:
        return flip_bit();
      case 1: {
        const Part line = any_line();
        text_.erase(line.begin, line.size);
        return;
      }
      case 2: {
        const Part line = any_line();
        text_.insert(any_line().begin, text_.substr(line.begin, line.size));
        return;
      }
      case 3:
        text_.erase(below(text_.size() + 1), 1 + below(40));
        return;
      case 4:
        return nest();
      default:
        return replace_number();
    }
  }

  void flip_bit() {
    if (text_.empty()) return;
    char& byte = text_[below(text_.size())];
    byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << below(8)));
  }

  Part any_line() {
    const std::size_t place = below(text_.size());
    const std::size_t before = place == 0 ? std::string::npos : text_.rfind('\n', place - 1);
    const std::size_t begin = before == std::string::npos ? 0 : before + 1;
    const std::size_t end = std::min(text_.find('\n', begin), text_.size());
    return {begin, std::min(end + 1, text_.size()) - begin};
  }

  void nest() {
    static constexpr std::array<const char*, 8> pieces = {"[",  "{",  "(", "\"",
                                                          "[[", "a.", "=", "\n"};
    static constexpr std::array<std::size_t, 4> times = {1, 10, 100, 10'000};
    const std::string piece = pieces[below(pieces.size())];
    std::string all;
    for (std::size_t i = 0, count = times[below(times.size())]; i < count; ++i) all += piece;
    text_.insert(below(text_.size() + 1), all);
  }

  void replace_number() {
    static constexpr std::array<const char*, 20> numbers = {
        "0",     "-1",   "1",    "1e300",   "1e-300",     "1e-9",
        "1e6",   "1e9",  "1e12", "1000000", "100000000",  "999999999",
        "65536", "1024", "1e-3", "1048576", "4294967295", "9223372036854775807",
        "nan",   "inf"};
    const std::vector<Part> found = all_numbers();
    if (found.empty()) return;
    const Part number = found[below(found.size())];
    if (below(4) == 0) {
      text_.insert(number.begin + number.size, std::string(1 + below(8), '0'));
    } else {
      text_.replace(number.begin, number.size, numbers[below(numbers.size())]);
    }
  }

  [[nodiscard]] std::vector<Part> all_numbers() const {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text_[i]); };
    std::vector<Part> found;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (std::isdigit(at(i)) == 0) continue;
      const bool begins = i == 0 || (std::isalnum(at(i - 1)) == 0 && text_[i - 1] != '_');
      const std::size_t begin = i;
      while (i < text_.size() && (std::isalnum(at(i)) != 0 || text_[i] == '.')) ++i;
      if (begins) found.push_back({begin, i - begin});
    }
    return found;
  }

  std::string text_;
  std::mt19937_64 draws_;
};

}  // namespace

std::string mutant_of(const std::string& text, std::uint64_t number) {
  return Mutation(text, number).result();
}

}  // namespace bacelab::fuzz
