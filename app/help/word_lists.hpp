#pragma once

#include <map>
#include <string>
#include <vector>

namespace bacelab {

/// Words that options take, by name: the "policies" of the program, the "metrics" of results, the
/// "keys" of a study, each with a "=" behind it, and the "studies" that come with the program (none
/// if they are not there).
std::map<std::string, std::vector<std::string>> word_lists();

/// The name of the list that an option of this name takes its values from; empty if none.
std::string list_of_option(const std::string& option, const std::string& value);

}  // namespace bacelab
