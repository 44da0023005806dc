#pragma once

#include <string>

namespace CLI {
class App;
}

namespace bacelab {

/// A script for bash that completes the words of a command line of this program: commands, options,
/// the values of options that have a fixed list, and files of the right kind. All of it comes from
/// the definitions that --help shows.
std::string bash_completion(const CLI::App& app);

}  // namespace bacelab
