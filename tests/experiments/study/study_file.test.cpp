#include "experiments/study/study_file.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "experiments/box/description.hpp"
#include "experiments/text/files.hpp"
#include "experiments/worlds/capacity.hpp"
#include "tests/experiments/study/study_texts.hpp"
#include "tests/experiments/worlds/worlds.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

std::vector<std::filesystem::path> configs() {
  const auto tests = std::filesystem::path(__FILE__).parent_path().parent_path().parent_path();
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(tests.parent_path() / "configs")) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Everything that a study is at a point, as text.
std::string text_of(const Study& study) {
  std::string text = study.title + '\n' + std::to_string(study.seed) + '\n' +
                     std::to_string(study.replications) + '\n' +
                     std::to_string(study.points_sharing_worlds) + std::to_string(study.job_rows);
  for (const PolicySpec& policy : study.policies) {
    text += '\n' + policy.name + ' ' + policy.ordering + ' ' + std::to_string(policy.blocking) +
            ' ' + policy.path_finder + ' ' + policy.allocator;
    for (const auto& [name, value] : policy.parameters) {
      text += ' ' + name + '=' + std::to_string(value);
    }
  }
  return text + '\n' + text_of_world(study);
}

/// Without the headers of tables that have no keys of their own, which say nothing.
std::string without_empty_tables(const std::string& text) {
  std::string result;
  std::string header;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    if (line.starts_with('[')) {
      header = line + '\n';
    } else {
      result += std::exchange(header, "") + line + '\n';
    }
  }
  return result;
}

/// The resolved text reads as the same study at every point, and resolves to itself. `name` is that
/// of a file beside those that the study names.
void check_resolved(const StudyFile& file, const std::string& name = "resolved.toml") {
  INFO(file.resolved());
  const StudyFile again = StudyFile::read(file.resolved(), name, {});
  CHECK(without_empty_tables(again.resolved()) == without_empty_tables(file.resolved()));
  CHECK(again.replications() == file.replications());
  CHECK(again.job_rows() == file.job_rows());
  CHECK(again.design().factors() == file.design().factors());
  REQUIRE(again.design().points() == file.design().points());
  StudyReader reader = file.reader();
  StudyReader reader_again = again.reader();
  for (std::size_t point = 0; point < file.design().points(); ++point) {
    INFO("point " << point);
    CHECK(text_of(reader_again.at(point)) == text_of(reader.at(point)));
  }
}

}  // namespace

TEST_CASE("study: what is not given has the documented default", "[study]") {
  const Study study = read_study_file(tiny_study).at(0);
  CHECK(study.title.empty());
  CHECK(study.seed == 1);
  CHECK(study.replications == 100);
  CHECK(study.points_sharing_worlds == any_number_of_points);
  CHECK_FALSE(study.job_rows);
  std::vector<std::string> policies;
  for (const PolicySpec& policy : study.policies) policies.push_back(policy.name);
  CHECK(policies == std::vector<std::string>{"bace", "lcf", "ldf", "cr_lcf", "cr_ldf"});
  CHECK(study.world.horizon_s == 2000.0 * 3600.0);
  CHECK(study.world.jobs.count == 8);
  CHECK(study.world.pipeline.schedule == Schedule::overlapped);
  CHECK(study.world.gpu.name == "RTX A6000");
}

TEST_CASE("study: all studies in configs are valid and resolve to themselves", "[study]") {
  REQUIRE_FALSE(configs().empty());
  for (const auto& path : configs()) {
    INFO(path.filename());
    // Long series and many jobs make no better test.
    const std::vector<std::string> short_one = {"study.horizon_hours=24"};
    const StudyFile file = StudyFile::read(read_file(path.string()), path.string(), short_one);
    CHECK_FALSE(file.at(0).title.empty());
    check_resolved(file, path.string());
  }
}

TEST_CASE("study: a resolved study is the same, whatever it says", "[study]") {
  check_resolved(read_study_file(lively_study()));
  check_resolved(read_study_file(R"(
[study]
title = "quotes \" and \\, tab \t, line\n, µ"
seed = 9007199254740992
replications = 3
common_random_numbers = false
policies = ["bace", "my-own"]
[policies.bace]
min_stage_fraction = 0.1
[policies.my-own]
ordering = "sjf"
blocking = false
path_finder = "bace"
allocator = "path_order"
min_stage_fraction = 0.7
[output]
jobs = true
[gpu]
type = "own"
peak_flops = 1e14
memory_bytes = 4e10
power_w = 250
[regions]
names = ["a b", "ä.1"]
gpus_from = [64, 64, 128]
pue = 1.1
[region."a b"]
gpus = 100
pue = 1.3
access_gbps = 0
[templates.mine]
layers = 10
hidden = 512
sequence = 128
vocabulary = 1000
parameters = 4e7
max_stages = 5
recompute = false
[jobs]
templates = ["mine", "qwen2.5-14b"]
weights = [0.1, 0.3]
[work]
distribution = "exponential"
[arrivals]
process = "poisson"
load = 0.6
)"));
}

namespace {

const std::string new_type =
    "[gpu_types.mine]\npeak_flops = 2e14\nmemory_bytes = 1e11\npower_w = 500\n";

}  // namespace

TEST_CASE("study: a resolved study is the same at every point of its design", "[study]") {
  const std::string grid = "[design]\ntype = \"grid\"\n[design.factors.f]\n";
  const auto with_factor = [&](const std::string& factor) {
    check_resolved(read_study_file(tiny_study + grid + factor));
  };
  with_factor("key = \"network.scale\"\nvalues = [0.1, 1, 10]\n");
  with_factor(
      "key = \"arrivals.process\"\nnames = [\"batch\", \"poisson\"]\n"
      "[arrivals]\nrate_per_hour = 2\n");
  with_factor("key = \"work.distribution\"\nnames = [\"exponential\", \"lognormal\"]\n");
  with_factor("key = \"jobs.one_region\"\nnames = [\"any\", \"redraw_job\"]\n");
  with_factor("key = \"jobs.count\"\nvalues = [3, 5]\n[output]\njobs = true\n");
  // Defaults that follow another key must go on doing so.
  with_factor("key = \"regions.pue\"\nvalues = [1, 1.5]\n");
  with_factor("key = \"jobs.micro_batches\"\nvalues = [64, 512]\n");
  with_factor("key = \"jobs.micro_batch\"\nvalues = [1, 2]\n");
  with_factor("key = \"region.A.gpu\"\nnames = [\"H100\", \"mine\"]\n" + new_type);
  with_factor("key = \"jobs.tensor_parallel\"\nvalues = [1, 2]\n");
  with_factor("key = \"jobs.tensor_efficiency\"\nvalues = [0.9, 1]\n");
  with_factor("key = \"jobs.data_parallel\"\nvalues = [1, 2]\n");
  check_resolved(
      read_study_file(tiny_study + grid + "key = \"gpu.efficiency\"\nvalues = [0.3, 0.5]\n",
                      {"region.B.gpu=H100"}));
  with_factor("key = \"templates.tiny.hidden\"\nvalues = [64, 128]\n");
  with_factor("key = \"gpu.type\"\nnames = [\"RTX A6000\", \"H100\"]\n");
}

TEST_CASE("study: a grid of degrees of parallelism and of splits", "[study]") {
  const StudyFile file = read_study_file(tiny_study +
                                         "[design]\ntype = \"grid\"\n[design.factors]\n"
                                         "\"jobs.tensor_parallel\" = {values = [1, 2, 4]}\n"
                                         "\"pipeline.split\" = {names = [\"layers\", \"even\"]}\n");
  REQUIRE(file.design().points() == 6);
  std::set<std::pair<int, Split>> seen;
  for (std::size_t point = 0; point < 6; ++point) {
    const WorldModel world = file.at(point).world;
    const Template& model = (*world.jobs.templates)[TemplateIndex(0)];
    seen.emplace(model.tensor_parallel, world.pipeline.split);
  }
  CHECK(seen == std::set<std::pair<int, Split>>{{1, Split::layers},
                                                {1, Split::even},
                                                {2, Split::layers},
                                                {2, Split::even},
                                                {4, Split::layers},
                                                {4, Split::even}});
}

TEST_CASE("study: a region's GPU type may be a factor, and a new type that of one point",
          "[study]") {
  const auto grid = [](const std::string& names) {
    return tiny_study + new_type +
           "[design]\ntype = \"grid\"\n[design.factors.\"region.A.gpu\"]\nnames = " + names + "\n";
  };
  const StudyFile file = read_study_file(grid(R"(["H100", "mine"])"));
  std::vector<std::string> types;
  for (std::size_t point = 0; point < 2; ++point) {
    const GeneratedWorld world = world_of(file.at(point));
    for (const Region& region : world.scenario.cluster.regions()) {
      types.push_back(region.gpu.name);
    }
  }
  CHECK(types == std::vector<std::string>{"H100", "RTX A6000", "mine", "RTX A6000"});
  CHECK_THAT(error_of_study(grid(R"(["H100", "V100"])")),
             Catch::Contains("gpu_types.mine: no region has a GPU type of that name; allowed: a "
                             "name in region.NAME.gpu"));
  CHECK_THAT(error_of_study(grid(R"(["H100", "mines"])")),
             Catch::Contains("region.A.gpu = \"mines\": must be one of RTX A6000") &&
                 Catch::Contains("did you mean 'mine'?"));
}

TEST_CASE("study: a value that a factor replaces is checked, whatever factors alone give",
          "[study]") {
  const std::string grid =
      tiny_study +
      "[network]\nbandwidth = \"equal\"\nscale = 1\n[design]\ntype = \"grid\"\n[design.factors]\n"
      "\"network.scale\" = {values = [2]}\n\"network.link_gbps\" = {values = [1, 10]}\n";
  CHECK(read_study_file(grid).design().points() == 2);
  CHECK(error_of_study(grid, {"network.scale=-1"}) ==
        "--set network.scale=-1: network.scale = -1: must be a number >= 0");
}

TEST_CASE("study: --set overrides the file and is checked like it", "[study]") {
  const StudyFile file = read_study_file(
      tiny_study, {"study.seed=7", "region.A.gpus = 12", "study.policies=[\"bace\", \"ldf\"]"});
  CHECK(file.at(0).seed == 7);
  CHECK(file.at(0).policies.size() == 2);
  CHECK(world_of(file.at(0)).scenario.cluster.total_gpus() == 16);
  CHECK(error_of_study(tiny_study, {"study.seed=-1"}) ==
        "--set study.seed=-1: study.seed = -1: must be an integer in [0, 9007199254740992]");
  CHECK_THAT(
      error_of_study(tiny_study, {"study.sede=1"}),
      Catch::Contains("--set study.sede=1: unknown key 'study.sede' (did you mean 'seed'?)"));
  CHECK_THAT(error_of_study(tiny_study, {"study.seed"}), Catch::Contains("has no '='"));
  CHECK_THAT(error_of_study(tiny_study, {"study=1"}), Catch::Contains("must be a table: [study]"));
}

TEST_CASE("study: --set reaches into the design", "[study]") {
  const StudyFile file = read_study_file(
      tiny_study + "[design]\ntype = \"grid\"\n[design.factors.\"network.scale\"]\nvalues = [1]\n",
      {"design.factors.'network.scale'.values=[2, 3]"});
  CHECK(file.design().points() == 2);
}

TEST_CASE("study: worlds are counted point by point", "[study]") {
  const StudyFile file =
      read_study_file(tiny_study +
                      "[study]\nreplications = 5\n[design]\ntype = \"grid\"\n"
                      "[design.factors.\"network.scale\"]\nvalues = [1, 2, 3]\n");
  CHECK(file.replications() == 5);
  CHECK(file.box().worlds() == 15);
}

TEST_CASE("study: the number of replications never enters a world", "[study]") {
  const auto file = [](const char* replications) {
    return read_study_file(lively_study(), {std::string("study.replications=") + replications});
  };
  const Study few = file("4").at(0);
  const Study many = file("4000").at(0);
  for (std::size_t i = 0; i < 4; ++i) CHECK(text_of_world(few, i) == text_of_world(many, i));
}

TEST_CASE("study: points share their worlds only on request", "[study]") {
  const std::string grid =
      "[design]\ntype = \"grid\"\n[design.factors.\"network.delay_ms\"]\nvalues = [0, 0.0]\n";
  const auto world_texts = [&](const char* common) {
    const StudyFile file = read_study_file(lively_study() + grid,
                                           {std::string("study.common_random_numbers=") + common});
    std::vector<std::string> texts;
    for (std::size_t point = 0; point < 2; ++point) {
      const Study study = file.at(point);
      texts.push_back(text_of(generate_world(study.world, world_id(study, point, 3)).scenario));
    }
    return texts;
  };
  const auto common = world_texts("true");
  CHECK(common[0] == common[1]);
  const auto apart = world_texts("false");
  CHECK(apart[0] != apart[1]);
  CHECK(apart[0] == common[0]);
}

TEST_CASE("study: trajectories have their own worlds, which their points share", "[study]") {
  const StudyFile file = read_study_file(
      lively_study() +
      "[design]\ntype = \"morris\"\ntrajectories = 3\n"
      "[design.factors.delay]\nkey = \"network.delay_ms\"\nvalues = [0, 0.0]\n"
      "[design.factors.egress]\nkey = \"network.transfer_usd_per_gb\"\nvalues = [0, 0.0]\n");
  REQUIRE(file.design().points() == 9);
  CHECK_THAT(file.resolved(), Catch::Contains("common_random_numbers = \"within_trajectories\""));
  std::vector<std::string> texts;
  for (std::size_t point = 0; point < 9; ++point) {
    const Study study = file.at(point);
    texts.push_back(text_of(generate_world(study.world, world_id(study, point, 1)).scenario));
  }
  for (std::size_t point = 0; point < 9; ++point) CHECK(texts[point] == texts[point / 3 * 3]);
  CHECK(texts[0] != texts[3]);
  CHECK(texts[3] != texts[6]);
  CHECK(texts[0] != texts[6]);
}

TEST_CASE("study: all points of redraw_world ask for the GPUs of the most demanding one",
          "[study]") {
  // The layers of "m" are as many as its stages must be, since each fills the memory of a GPU.
  const auto file = [](const std::string& values, const std::string& more = "") {
    return read_study_file(
        two_regions +
        "gpus_from = [16, 64]\n[jobs]\ncount = 3\none_region = \"redraw_world\"\n"
        "templates = [\"m\"]\n[templates.m]\nlayers = 200\nhidden = 16\nsequence = 16\n"
        "vocabulary = 16\nparameters = 2.6e9\n" +
        more + "[design]\ntype = \"grid\"\n[design.factors.\"templates.m.parameters\"]\nvalues = " +
        values + "\n");
  };
  const auto required = [](const StudyFile& study, std::size_t point) {
    return study.at(point).world.regions.required_gpus;
  };
  const StudyFile alone = file("[2.6e10]");
  const StudyFile both = file("[2.6e10, 1.3e11]");
  CHECK(required(alone, 0) < required(both, 0));
  CHECK(required(both, 0) == required(both, 1));
  std::size_t redrawn = 0;
  for (std::size_t replication = 0; replication < 20; ++replication) {
    const GeneratedWorld easy = world_of(both.at(0), replication);
    const GeneratedWorld hard = world_of(both.at(1), replication);
    CHECK(easy.redraws == hard.redraws);
    CHECK(easy.scenario.cluster.total_gpus() == hard.scenario.cluster.total_gpus());
    redrawn += easy.redraws > 0 ? 1 : 0;
  }
  CHECK(redrawn > 0);
}

TEST_CASE("study: so do points with several GPU types", "[study]") {
  const StudyFile file = read_study_file(
      two_regions +
      "gpus_from = [16, 64]\n[region.A]\ngpu = \"H100\"\n[jobs]\ncount = 3\n"
      "one_region = \"redraw_world\"\ntemplates = [\"m\"]\n[templates.m]\nlayers = 200\n"
      "hidden = 16\nsequence = 16\nvocabulary = 16\nparameters = 2.6e9\n"
      "[design]\ntype = \"grid\"\n"
      "[design.factors.\"templates.m.parameters\"]\nvalues = [2.6e10, 1.3e11]\n");
  std::size_t redrawn = 0;
  for (std::size_t replication = 0; replication < 20; ++replication) {
    const GeneratedWorld easy = world_of(file.at(0), replication);
    const GeneratedWorld hard = world_of(file.at(1), replication);
    CHECK(easy.redraws == hard.redraws);
    CHECK(easy.scenario.cluster.total_gpus() == hard.scenario.cluster.total_gpus());
    redrawn += easy.redraws > 0 ? 1 : 0;
  }
  CHECK(redrawn > 0);
}

TEST_CASE("study: a point asks for no larger region than it may have", "[study]") {
  // Of this design one point has few GPUs and small jobs, the other many and large ones.
  const StudyFile file = read_study_file(
      two_regions +
      "gpus_from = [8]\n[jobs]\ncount = 3\none_region = \"redraw_world\"\n"
      "templates = [\"m\"]\n[templates.m]\nlayers = 200\nhidden = 16\nsequence = 16\n"
      "vocabulary = 16\n[design]\ntype = \"lhs\"\nsamples = 2\nseed = 3\n"
      "[design.factors.\"region.A.gpus\"]\nlow = 8\nhigh = 200\nscale = \"log\"\ninteger = true\n"
      "[design.factors.\"templates.m.parameters\"]\nlow = 2.6e9\nhigh = 1.5e11\nscale = \"log\"\n");
  std::set<int> required;
  for (std::size_t point = 0; point < 2; ++point) {
    const RegionsModel regions = file.at(point).world.regions;
    CHECK(regions.required_gpus <= most_gpus_in_a_region(regions));
    CHECK_NOTHROW(world_of(file.at(point)));
    required.insert(regions.required_gpus);
  }
  CHECK(required.size() == 2);
}

TEST_CASE("study: job rows are as many as the most jobs of a run", "[study]") {
  const std::string grid =
      "count = 3\n[design]\ntype = \"grid\"\n[design.factors.f]\nkey = \"jobs.count\"\n"
      "values = [4, 9, 2]\n";
  CHECK(read_study_file(tiny_study + grid).job_rows() == 0);
  CHECK(read_study_file(tiny_study + grid + "[output]\njobs = true\n").job_rows() == 9);
}

TEST_CASE("study: every key is documented", "[study]") {
  const auto keys = read_study_file(lively_study()).keys();
  std::set<std::string> names;
  for (const ConfigOption& key : keys) {
    INFO(key.path);
    CHECK_FALSE(key.documentation.empty());
    CHECK(names.insert(key.path).second);
  }
  CHECK(names.contains("network.fluctuation.sigma"));
  CHECK(names.contains("region.Tokyo.pue"));
}

}  // namespace bacelab
