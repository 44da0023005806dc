#include "experiments/text/bytes.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace bacelab {

TEST_CASE("bytes: values come back in order", "[sharing]") {
  rc::prop("numbers, texts and parts",
           [](std::size_t number, const std::string& text, const std::vector<unsigned char>& part) {
             ByteWriter writer;
             writer.text(text);
             writer.number(number);
             writer.part(std::as_bytes(std::span(part)));
             writer.text("end");
             const auto bytes = writer.take();
             ByteReader reader(bytes);
             RC_ASSERT(reader.text() == text);
             RC_ASSERT(reader.number() == number);
             const auto back = reader.part();
             RC_ASSERT(back.size() == part.size());
             for (std::size_t i = 0; i < part.size(); ++i) RC_ASSERT(back[i] == std::byte{part[i]});
             RC_ASSERT(reader.text() == "end");
             RC_ASSERT(reader.is_at_end());
           });
}

TEST_CASE("bytes: nothing is read beyond the end", "[sharing]") {
  ByteWriter writer;
  writer.number(5);  // as the size of a part
  const auto bytes = writer.take();
  CHECK_THROWS_AS(ByteReader(bytes).text(), std::invalid_argument);
  CHECK_THROWS_AS(ByteReader({}).number(), std::invalid_argument);
  ByteReader reader(bytes);
  CHECK_FALSE(reader.is_at_end());
  CHECK(reader.number() == 5);
  CHECK(reader.is_at_end());
  CHECK_THROWS_AS(reader.number(), std::invalid_argument);
}

TEST_CASE("bytes: a size beyond all bounds is not read", "[sharing]") {
  ByteWriter writer;
  writer.number(static_cast<std::size_t>(-1));
  writer.number(0);
  const auto bytes = writer.take();
  CHECK_THROWS_AS(ByteReader(bytes).part(), std::invalid_argument);
}

}  // namespace bacelab
