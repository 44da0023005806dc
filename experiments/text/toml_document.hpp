#pragma once

#include <string>

#include "experiments/text/value.hpp"

namespace bacelab::config {

/// A table as the text of a TOML file: its values line by line, then each table in it under its
/// name. Reading it gives equal values in the same order, tables after values.
std::string toml_document(const Table& root);

}  // namespace bacelab::config
