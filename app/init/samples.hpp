#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace bacelab {

/// A study that comes with the program.
struct SampleStudy {
  std::string name;            ///< "paper", "readings/rigid"
  std::filesystem::path file;  ///< where it is
  std::string title;
};

/// Where the studies are that come with the program: share/bacelab/configs of its installation, or
/// of the tree that it was built in. Nothing if there is no such folder.
std::optional<std::filesystem::path> folder_of_samples();

/// All studies in a folder and those below, by name; other files are left out.
std::vector<SampleStudy> samples_in(const std::filesystem::path& folder);

/// A file that a study names.
struct SampleInput {
  std::filesystem::path from;
  std::filesystem::path to;  ///< below the folder of the study: "data/links.csv"
};

/// A study as somebody else's: beside its files, whatever the folder.
struct StudyCopy {
  std::string text;
  std::vector<SampleInput> inputs;
  std::vector<std::string> missing;  ///< files that it names and that are not there
};

/// Throws InputError if the study can't be read.
StudyCopy copy_of(const SampleStudy& sample);

}  // namespace bacelab
