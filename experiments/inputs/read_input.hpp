#pragma once

#include <memory>
#include <string>

#include "core/errors.hpp"
#include "experiments/config/section.hpp"
#include "experiments/inputs/input_files.hpp"

namespace bacelab {

/// Notes in the table [inputs] of a study what its file holds, so that the resolved study says so.
/// Throws InputError if the table gives another hash: the file was changed since.
void note_input(const ConfigSection& root, const std::string& name, const std::string& hash);

/// The content of the file that a text of a study names (relative to the study), or null if the
/// text is empty. Throws InputError.
template <class Content>
std::shared_ptr<const Content> read_input(const ConfigSection& section, const std::string& name,
                                          Content (*parse)(ByteSource&, const std::string&)) {
  if (name.empty()) return nullptr;
  const auto input = section.inputs().read(name, parse);
  note_input(section.root(), name, input.hash);
  return input.content;
}

}  // namespace bacelab
