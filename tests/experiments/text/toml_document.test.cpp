#include "experiments/text/toml_document.hpp"

#include <catch2/catch.hpp>

#include "experiments/text/toml.hpp"

using namespace bacelab::config;

TEST_CASE("toml document: values before tables, and the order of tables stays", "[config]") {
  const std::string text =
      "x = 1\n\n[b.z]\n\n[b.a]\n\"q.r\" = [1.5, 2.0]\n\n[b.a.t]\ny = \"w\"\n\n[a]\nflag = true\n";
  CHECK(toml_document(read_toml(text, "t")) == text);
  CHECK(toml_document(read_toml("[a.b]\nx = 1\n[a]\ny = 2\n", "t")) ==
        "[a]\ny = 2\n\n[a.b]\nx = 1\n");
  CHECK(toml_document({}).empty());
}
