#include "experiments/text/input_files.hpp"

#include <sys/stat.h>

#include <array>
#include <catch2/catch.hpp>
#include <fstream>

#include "experiments/text/document.hpp"
#include "experiments/worlds/inputs/price_table.hpp"
#include "tests/experiments/text/messages.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

using sample::ScratchDirectory;

std::string first_letter(ByteSource& source, const std::string&) {
  std::array<char, 1> room{};
  source.read(room);
  return {room[0]};
}

std::filesystem::path path_given(ByteSource&, const std::string& path) { return path; }

}  // namespace

TEST_CASE("input files: they are next to the study and have the hash of all their bytes",
          "[inputs]") {
  const ScratchDirectory directory;
  std::ofstream(directory / "a.csv") << std::string(200000, 'x');
  InputFiles files(directory / "");
  const auto input = files.read("a.csv", first_letter);
  CHECK(*input.content == "x");
  CHECK(*files.read("a.csv", path_given).content == directory / "a.csv");
  FileSource whole(directory / "a.csv");
  std::array<char, 300000> room;
  whole.read(room);
  CHECK(std::stoull(input.hash.substr(5), nullptr, 16) == whole.hash());
  CHECK(input.hash.starts_with("xxh3:"));
  CHECK(files.files() == std::vector<InputFile>{{"a.csv", input.hash}});
}

TEST_CASE("input files: each is read once", "[inputs]") {
  const ScratchDirectory directory;
  std::ofstream(directory / "a.csv") << "one";
  InputFiles files(directory / "");
  const auto before = files.read("a.csv", first_letter);
  std::ofstream(directory / "a.csv") << "two";
  const auto after = files.read("a.csv", first_letter);
  CHECK(before.content == after.content);
  CHECK(before.hash == after.hash);
}

TEST_CASE("input files: what can't be read again is refused", "[inputs]") {
  const ScratchDirectory directory;
  REQUIRE(mkfifo((directory / "pipe").c_str(), 0600) == 0);
  InputFiles files(directory / "");
  const auto message = [&](const std::string& name) {
    return message_of([&] { files.read(name, first_letter); });
  };
  CHECK(message("pipe") ==
        (directory / "pipe").string() + ": is a pipe or a device; a file is needed");
  CHECK(message("/dev/null") == "/dev/null: is a pipe or a device; a file is needed");
  CHECK(message("none") ==
        (directory / "none").string() + ": the file cannot be opened (No such file or directory)");
  CHECK(files.files().empty());
}

namespace {

const char* const prices = "hour,A\n0,0.1\n";

/// A study next to the file p.csv.
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

TEST_CASE("input: without a file there is none", "[inputs]") {
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
