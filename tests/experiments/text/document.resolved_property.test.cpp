#include "experiments/text/document.hpp"

#include <fmt/format.h>
#include <rapidcheck.h>

#include <bit>
#include <catch2/catch.hpp>
#include <cstdint>
#include <string>
#include <vector>

using namespace bacelab;

namespace {

/// One value of each kind, each at its own place.
struct Example {
  std::string table;
  std::string key;
  double number;
  std::int64_t integer;
  bool boolean;
  std::string text;
  std::vector<double> numbers;
  std::vector<std::int64_t> integers;
  std::vector<std::string> texts;

  bool operator==(const Example&) const = default;
};

/// Any finite double: all patterns of bits are equally likely, so that all magnitudes are.
rc::Gen<double> any_number() {
  constexpr std::uint64_t infinity_bits = 0x7FF0'0000'0000'0000;
  const auto bits = rc::gen::inRange<std::uint64_t>(0, infinity_bits);
  return rc::gen::apply(
      [](std::uint64_t magnitude, bool negative) {
        const double number = std::bit_cast<double>(magnitude);
        return negative ? -number : number;
      },
      rc::gen::resize(rc::kNominalSize, bits), rc::gen::arbitrary<bool>());
}

/// Short texts of ASCII, control characters included, and some characters of 2 to 4 bytes.
rc::Gen<std::string> any_text() {
  const auto ascii = rc::gen::map(rc::gen::inRange(0, 128),
                                  [](int code) { return std::string(1, static_cast<char>(code)); });
  const auto longer = rc::gen::element<std::string>("\xc3\xbc", "\xe2\x82\xac", "\xf0\x9f\x98\x80",
                                                    "\"\"\"", "'''", "\\u0041", ".", "=");
  const auto pieces = rc::gen::container<std::vector<std::string>>(rc::gen::oneOf(ascii, longer));
  return rc::gen::map(pieces, [](const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += part;
    return text;
  });
}

rc::Gen<Example> any_example() {
  using rc::gen::arbitrary;
  using rc::gen::container;
  return rc::gen::build<Example>(
      rc::gen::set(&Example::table, any_text()), rc::gen::set(&Example::key, any_text()),
      rc::gen::set(&Example::number, any_number()),
      rc::gen::set(&Example::integer, arbitrary<std::int64_t>()),
      rc::gen::set(&Example::boolean, arbitrary<bool>()), rc::gen::set(&Example::text, any_text()),
      rc::gen::set(&Example::numbers, container<std::vector<double>>(any_number())),
      rc::gen::set(&Example::integers, arbitrary<std::vector<std::int64_t>>()),
      rc::gen::set(&Example::texts, container<std::vector<std::string>>(any_text())));
}

/// Reads the keys `example.key` + kind below `example.table`, with the example as default.
Example read(ConfigDocument& document, const Example& fallback) {
  const std::string& key = fallback.key;
  const ConfigSection section = document.root().table(fallback.table, "");
  return {fallback.table,
          key,
          section.number(key + "number", fallback.number, Bounds::any(), ""),
          section.integer(key + "integer", fallback.integer, Bounds::any(), ""),
          section.boolean(key + "boolean", fallback.boolean, ""),
          section.text(key + "text", fallback.text, ""),
          section.numbers(key + "numbers", fallback.numbers, Bounds::any(), ""),
          section.integers(key + "integers", fallback.integers, Bounds::any(), ""),
          section.texts(key + "texts", fallback.texts, "")};
}

/// Same place, other values: whoever reads with it as default sees what the document lacks.
Example other_defaults(const Example& example) {
  return {example.table, example.key, 0.125, 77, !example.boolean, "other", {}, {}, {}};
}

}  // namespace

TEST_CASE("resolved text reads back as equal values, for any values", "[config][property]") {
  CHECK(rc::check([] {
    const Example example = *any_example();
    ConfigDocument document = ConfigDocument::parse("", "empty.toml");
    read(document, example);
    const std::string resolved = document.resolved();
    ConfigDocument again = ConfigDocument::parse(resolved, "resolved.toml");
    RC_ASSERT(read(again, other_defaults(example)) == example);
    again.require_all_used();
    RC_ASSERT(again.resolved() == resolved);
  }));
}

TEST_CASE("a number written with 17 digits resolves to itself", "[config][property]") {
  CHECK(rc::check([] {
    const double number = *any_number();
    ConfigDocument document = ConfigDocument::parse("", "empty.toml");
    document.set(fmt::format("x={:.16e}", number));
    RC_ASSERT(document.root().required_number("x", Bounds::any(), "") == number);
    ConfigDocument again = ConfigDocument::parse(document.resolved(), "resolved.toml");
    const double read_back = again.root().required_number("x", Bounds::any(), "");
    RC_ASSERT(std::bit_cast<std::uint64_t>(read_back) == std::bit_cast<std::uint64_t>(number));
  }));
}
