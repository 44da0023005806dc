#include "experiments/inputs/read_input.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "experiments/config/document.hpp"
#include "experiments/inputs/price_table.hpp"
#include "tests/experiments/config/messages.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

using sample::ScratchDirectory;

const char* const prices = "hour,A\n0,0.1\n";

/// A study beside the file p.csv.
ConfigDocument study_in(const ScratchDirectory& directory, const std::string& text = "") {
  std::ofstream(directory / "p.csv") << prices;
  return ConfigDocument::parse(text, (directory / "study.toml").string());
}

std::string hash_of_prices() {
  const ScratchDirectory directory;
  ConfigDocument study = study_in(directory);
  read_input(study.root(), "p.csv", parse_price_table);
  return study.inputs().at(0).hash;
}

}  // namespace

TEST_CASE("input: the resolved study says what its files hold", "[inputs]") {
  const ScratchDirectory directory;
  ConfigDocument study = study_in(directory);
  const auto table = read_input(study.root(), "p.csv", parse_price_table);
  REQUIRE(table != nullptr);
  CHECK(table->usd_per_kwh[0][0] == 0.1);
  CHECK(study.resolved() == "[inputs]\n\"p.csv\" = \"" + hash_of_prices() + "\"\n");
}

TEST_CASE("input: no file is none", "[inputs]") {
  const ScratchDirectory directory;
  ConfigDocument study = study_in(directory);
  CHECK(read_input(study.root(), "", parse_price_table) == nullptr);
  CHECK(study.resolved().empty());
}

TEST_CASE("input: a study that says what a file holds refuses another", "[inputs]") {
  const ScratchDirectory directory;
  const std::string hash = hash_of_prices();
  ConfigDocument same = study_in(directory, "[inputs]\n\"p.csv\" = \"" + hash + "\"\n");
  CHECK_NOTHROW(read_input(same.root(), "p.csv", parse_price_table));
  ConfigDocument other = study_in(directory, "[inputs]\n\"p.csv\" = \"xxh3:0\"\n");
  CHECK(message_of([&] { read_input(other.root(), "p.csv", parse_price_table); }) ==
        (directory / "study.toml").string() +
            ":2: inputs.\"p.csv\" = \"xxh3:0\": the file was changed: its content is now " + hash +
            "; allowed: the file as it was, or a study without this line");
}

}  // namespace bacelab
