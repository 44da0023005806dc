#include "experiments/text/printable.hpp"

#include <catch2/catch.hpp>
#include <ostream>
#include <sstream>

namespace bacelab {

TEST_CASE("printable: control characters become visible, all else stays", "[text]") {
  CHECK(printable("a\x1b[31mb") == "a\\x1b[31mb");
  CHECK(printable("a\nb\tc\rd\x7f") == "a\\x0ab\\x09c\\x0dd\\x7f");
  CHECK(printable("Zürich °C \xC2") == "Zürich °C \xC2");
  CHECK(printable("\xC2\x9B"
                  "31m") == "\\x9b31m");
}

TEST_CASE("printable: a stream keeps lines, also of characters that come in two parts", "[text]") {
  std::stringbuf sink;
  PrintableBuffer buffer(sink);
  std::ostream out(&buffer);
  out << "\ra\tb\n\x1b" << '\xC2' << '\x9B' << "\xC2"
      << "\xB0" << std::flush;
  CHECK(out.good());
  CHECK(sink.str() == "\ra\tb\n\\x1b\\x9b\xC2\xB0");
}

}  // namespace bacelab
