#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

#include "experiments/box/study_identity.hpp"

namespace bacelab {

/// The identity of a study as segments and results files keep it: an object, in which the study is
/// an object of its dotted keys, in their order, each with its value as TOML.
nlohmann::ordered_json json_of(const StudyIdentity& identity);

/// \throws nlohmann::json::exception if the object is none
StudyIdentity identity_from(const nlohmann::ordered_json& object);

/// The object on one line.
std::string identity_text(const StudyIdentity& identity);

/// What identity_text() made.
/// \throws std::invalid_argument if the text is none
StudyIdentity identity_from_text(const std::string& text);

}  // namespace bacelab
