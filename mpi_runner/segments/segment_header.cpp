#include "mpi_runner/segments/segment_header.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace bacelab {
namespace {

using nlohmann::json;

json json_of(const SegmentBlock& block) {
  return {block.worlds.first, block.worlds.count, block.bytes, block.hash};
}

SegmentBlock block_from(const json& numbers) {
  return {{numbers.at(0), numbers.at(1)}, numbers.at(2), numbers.at(3)};
}

json json_of(const StudyIdentity& identity) {
  return {{"schema", identity.schema},
          {"model", identity.model},
          {"study", identity.study},
          {"metrics", identity.metrics},
          {"job_columns", identity.job_columns}};
}

StudyIdentity identity_from(const json& object) {
  return {object.at("schema"), object.at("model"), object.at("study"), object.at("metrics"),
          object.at("job_columns")};
}

}  // namespace

std::string to_json(const SegmentHeader& header) {
  json blocks = json::array();
  for (const SegmentBlock& block : header.blocks) blocks.push_back(json_of(block));
  const json object = {{"identity", json_of(header.identity)},
                       {"program", header.program},
                       {"points", header.points},
                       {"replications", header.replications},
                       {"policies", header.policies},
                       {"part", {header.part.first, header.part.count}},
                       {"may_end_early", header.may_end_early},
                       {"execution", header.execution},
                       {"rank", header.rank},
                       {"ranks", header.ranks},
                       {"threads", header.threads},
                       {"started", header.started},
                       {"elapsed_s", header.elapsed_s},
                       {"blocks", blocks}};
  return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

SegmentHeader segment_header_from(const std::string& text) {
  try {
    const json object = json::parse(text);
    const json& part = object.at("part");
    SegmentHeader header = {.identity = identity_from(object.at("identity")),
                            .program = object.at("program"),
                            .points = object.at("points"),
                            .replications = object.at("replications"),
                            .policies = object.at("policies"),
                            .part = {part.at(0), part.at(1)},
                            .may_end_early = object.value("may_end_early", false),
                            .execution = object.at("execution"),
                            .rank = object.at("rank"),
                            .ranks = object.at("ranks"),
                            .threads = object.at("threads"),
                            .started = object.at("started"),
                            .elapsed_s = object.at("elapsed_s")};
    for (const json& block : object.at("blocks")) header.blocks.push_back(block_from(block));
    return header;
  } catch (const json::exception& error) {
    throw std::invalid_argument(error.what());
  }
}

}  // namespace bacelab
