#include "experiments/study/study_file.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "core/errors.hpp"
#include "experiments/box/description.hpp"
#include "experiments/text/files.hpp"
#include "experiments/worlds/capacity.hpp"
#include "tests/experiments/study/study_texts.hpp"
#include "tests/experiments/text/messages.hpp"
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

std::string error_of(const std::string& text, const std::vector<std::string>& settings = {}) {
  return message_of([&] { read_study_file(text, settings); });
}

/// Everything that a study is at a point, as text.
std::string text_of(const Study& study) {
  std::string text = study.title + '\n' + std::to_string(study.seed) + '\n' +
                     std::to_string(study.replications) + '\n' +
                     std::to_string(study.common_random_numbers) + std::to_string(study.job_rows);
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
  for (std::size_t point = 0; point < file.design().points(); ++point) {
    INFO("point " << point);
    CHECK(text_of(again.at(point)) == text_of(file.at(point)));
  }
}

struct Wrong {
  std::string text;
  std::vector<std::string> message;  ///< parts of it
};

/// Each wrong in one thing. The message says where, what and what is allowed.
std::vector<Wrong> wrong_studies() {
  const std::string study = "[study]\n";
  const std::string grid = two_regions + "[design]\ntype = \"grid\"\n[design.factors.f]\n";
  return {
      // The file as such.
      {"[regions\n", {"study.toml:1:", "not valid TOML"}},
      {"", {"study.toml: regions.names: a study needs regions; allowed: a list of names"}},
      {two_regions + "[netwrok]\nscale = 1\n",
       {"study.toml:3: unknown key 'netwrok'", "did you mean 'network'?",
        "allowed here: ", "price"}},
      {two_regions + "[network]\nscael = 1\n",
       {"study.toml:4: unknown key 'network.scael'", "did you mean 'scale'?", "delay_ms"}},
      {two_regions + "[network]\nscale = \"big\"\n",
       {"study.toml:4: network.scale = \"big\": is a text, but must be a number >= 0"}},

      // [study]
      {study + "replications = 0\n" + two_regions,
       {"study.toml:2: study.replications = 0: must be an integer in [1, 4294967295]"}},
      {study + "replications = 10.0\n" + two_regions,
       {"study.toml:2: study.replications = 10.0: is a number, but must be an integer",
        "write 10"}},
      {study + "seed = -1\n" + two_regions,
       {"study.toml:2: study.seed = -1: must be an integer in [0, 9007199254740992]"}},
      {study + "horizon_hours = 0\n" + two_regions,
       {"study.toml:2: study.horizon_hours = 0: must be a number > 0, in h"}},
      {study + "common_random_numbers = 1\n" + two_regions,
       {"study.toml:2: study.common_random_numbers = 1: is an integer, but must be true or false"}},
      {study + "policies = [\"bace\", \"bcae\"]\n" + two_regions,
       {"study.toml:2: study.policies[1] = \"bcae\": must be one of bace, lcf, ldf", "cr_ldf",
        "did you mean 'bace'?"}},
      {study + "policies = []\n" + two_regions, {"study.toml:2: study.policies = []: is empty"}},
      {study + "policies = [\"bace\", \"bace\"]\n" + two_regions,
       {"study.toml:2: study.policies[1] = \"bace\": is given twice"}},

      // [policies.NAME]
      {study + "policies = [\"mine\"]\n[policies.mine]\nordering = \"fcfs\"\n" + two_regions,
       {"study.toml:3: policies.mine.path_finder: is missing; must be one of", "exhaustive"}},
      {study + "policies = [\"mine\"]\n[policies.mine]\nordering = \"fifo\"\n" + two_regions,
       {"study.toml:4: policies.mine.ordering = \"fifo\": must be one of", "fcfs", "sjf"}},
      {two_regions + "[policies.bace]\nmin_stage_fraction = 1.5\n",
       {"study.toml:4: policies.bace.min_stage_fraction = 1.5: must be a number in"}},
      {two_regions + "[policies.bace]\nordering = \"sjf\"\n",
       {"study.toml:4: unknown key 'policies.bace.ordering'; allowed here: min_stage_fraction"}},
      {study + "policies = [\"bace_exhaustive\"]\n[regions]\n"
               "names = [\"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\", \"9\"]\n",
       {"study.toml", "policy 'bace_exhaustive' serves at most 8 regions, and the study has 9",
        "allowed: fewer regions or another policy"}},

      {study + "policies = [\"bace\"]\n[policies.bcae]\nmin_stage_fraction = 1\n" + two_regions,
       {"study.toml:3: policies.bcae: no policy of that name runs (did you mean 'bace'?); allowed: "
        "a "
        "name in study.policies"}},
      {study + "policies = [\"bace\"]\n[policies.mine]\nordering = \"fcfs\"\n" + two_regions,
       {"study.toml:3: policies.mine: no policy of that name runs; allowed: a name in "
        "study.policies"}},
      {study +
           "policies = [\"my own\"]\n[policies.\"my own\"]\nordering = \"fcfs\"\n"
           "path_finder = \"single_cheapest\"\nallocator = \"path_order\"\n" +
           two_regions,
       {"study.toml:2: study.policies = [\"my own\"]: 'my own' can't be a name in the results "
        "file; "
        "allowed: names without blanks and slashes"}},

      // [regions], [region.NAME]
      {"[regions]\nnames = [\"A\", \"B\", \"A\"]\n",
       {"study.toml:2: regions.names[2] = \"A\": is given twice"}},
      {"[regions]\nnames = [\"A\", \"\"]\n", {"study.toml:2: regions.names", "empty"}},
      {"[regions]\nnames = [\"A\", \"B\\nC\"]\n", {"study.toml:2: regions.names", "line break"}},
      {two_regions + "gpus_from = [16, 0]\n",
       {"study.toml:3: regions.gpus_from[1] = 0: must be an integer in [1, 1000000"}},
      {two_regions + "pue = 0.9\n", {"study.toml:3: regions.pue = 0.9: must be a number >= 1"}},
      {two_regions + "[region.A]\ngpus = 0\n",
       {"study.toml:4: region.A.gpus = 0: must be an integer in [1, 1000000"}},
      {"[regions]\nnames = [\"Ireland\"]\n[region.Irland]\ngpus = 16\n",
       {"study.toml:3: region.Irland: there is no such region (did you mean 'Ireland'?); "
        "allowed: a name in regions.names"}},
      {two_regions + "[region.Mars]\ngpus = 16\n",
       {"study.toml:3: region.Mars: there is no such region; allowed: a name in regions.names"}},
      {two_regions + "[region.A]\nutc_offset_hours = 15\n",
       {"study.toml:4: region.A.utc_offset_hours = 15: must be a number in [-12, 14]"}},

      // [gpu]
      {two_regions + "[gpu]\ntype = \"A200\"\n",
       {"study.toml:4: gpu.type = \"A200\": must be one of RTX A6000, A100, H100, own",
        "did you mean 'A100'?"}},
      {two_regions + "[gpu]\ntype = \"own\"\npeak_flops = 1e14\n",
       {"study.toml:3: gpu.memory_bytes: is missing; must be a number > 0, in B"}},
      {two_regions + "[gpu]\nefficiency = 1.1\n",
       {"study.toml:4: gpu.efficiency = 1.1: must be a number in (0, 1]"}},

      // [pipeline], [network], [price]
      {two_regions + "[pipeline]\nschedule = \"1f1b\"\n",
       {"study.toml:4: pipeline.schedule = \"1f1b\": must be one of overlapped, gpipe, "
        "one_f_one_b"}},
      {two_regions + "[network]\nbandwidth = \"mean\"\n",
       {"study.toml:4: network.bandwidth = \"mean\": must be one of access_mean, equal"}},
      {two_regions + "[network]\nbandwidth = \"equal\"\n",
       {"study.toml:3: network.link_gbps: is missing; must be a number >= 0, in Gbit/s"}},
      {two_regions + "[network]\naccess_gbps_low = 50\naccess_gbps_high = 25\n",
       {"study.toml:5: network.access_gbps_high = 25: is below access_gbps_low; allowed: at "
        "least"}},
      {two_regions + "[network]\naccess_gbps_low = 200\n",
       {"study.toml:3: network.access_gbps_high (not set; default 100.0): is below"}},
      {two_regions + "[network.fluctuation]\nsigma = -0.1\n",
       {"study.toml:4: network.fluctuation.sigma = -0.1: must be a number >= 0"}},
      {two_regions + "[network.fluctuation]\nstep_hours = 0\n",
       {"study.toml:4: network.fluctuation.step_hours = 0: must be a number > 0, in h"}},
      {two_regions + "[price]\nusd_per_kwh_low = 0.5\n",
       {"study.toml:3: price.usd_per_kwh_high (not set; default 0.295): is below"}},
      {two_regions + "[price.daily]\npeak_hour = 24\n",
       {"study.toml:4: price.daily.peak_hour = 24: must be a number in [0, 24), in h"}},
      {two_regions + "[region.A]\nusd_per_kwh = nan\n",
       {"study.toml:4: region.A.usd_per_kwh = nan: NaN and infinities are never allowed"}},

      // [jobs], [work], [arrivals]
      {two_regions + "[jobs]\ncount = 0\n",
       {"study.toml:4: jobs.count = 0: must be an integer in [1,"}},
      {two_regions + "[jobs]\ncount = 5\nwarmup_jobs = 5\n",
       {"study.toml:5: jobs.warmup_jobs = 5: leaves no job for the statistics; allowed: fewer than "
        "jobs.count"}},
      {two_regions + "[jobs]\ntemplates = [\"llama-3.1-70\"]\n",
       {"study.toml:4: jobs.templates[0] = \"llama-3.1-70\": must be one of", "flm-101b",
        "did you mean 'llama-3.1-70b'?"}},
      {two_regions + "[jobs]\nweights = [1, 2]\n",
       {"study.toml:4: jobs.weights = [1, 2]: has 2 entries for 6 templates; allowed: one weight "
        "per template"}},
      {two_regions + "[jobs]\ntemplates = [\"qwen2.5-14b\"]\nweights = [0]\n",
       {"study.toml:5: jobs.weights = [0]: all are zero; allowed: at least one above zero"}},
      {two_regions + "[jobs]\none_region = \"yes\"\n",
       {"study.toml:4: jobs.one_region = \"yes\": must be one of any, redraw_job, redraw_world"}},
      {two_regions + "[work]\ndistribution = \"pareto\"\n",
       {"study.toml:4: work.distribution = \"pareto\": must be one of lognormal, "
        "truncated_lognormal"}},
      {two_regions + "[work]\nmean_hours = 5\n",
       {"study.toml:4: unknown key 'work.mean_hours'", "median_hours"}},
      {two_regions + "[arrivals]\nprocess = \"poison\"\n",
       {"study.toml:4: arrivals.process = \"poison\": must be one of batch, poisson",
        "did you mean 'poisson'?"}},
      {two_regions + "[arrivals]\nprocess = \"poisson\"\n",
       {"study.toml:3: arrivals.rate_per_hour: this process needs a rate; allowed: rate_per_hour "
        "or "
        "load"}},
      {two_regions + "[arrivals]\nprocess = \"poisson\"\nload = 0.5\nrate_per_hour = 1\n",
       {"study.toml:5: arrivals.load = 0.5: the rate is given already, by rate_per_hour"}},
      {two_regions + "[arrivals]\nload = 0.5\n", {"study.toml:4: unknown key 'arrivals.load'"}},

      // [templates.NAME]
      {two_regions + "[jobs]\ntemplates = [\"mine\"]\n[templates.mine]\nhidden = 64\n",
       {"study.toml:5: templates.mine.layers: is missing; must be an integer in [1,"}},
      {two_regions + "[templates.\"llama-3.1-70b\"]\nlayers = 0\n",
       {"study.toml:4: templates.\"llama-3.1-70b\".layers = 0: must be an integer in [1,"}},
      {two_regions +
           "[jobs]\none_region = \"redraw_job\"\n[templates.\"flm-101b\"]\nmax_stages = 2\n",
       {"study.toml", "jobs.templates",
        "'flm-101b' can never run: no allowed number of stages fits"}},
      {two_regions,
       {"jobs.templates (not set; default", "needs at least",
        "and the regions may have only 32 "
        "together; allowed: more GPUs, or one_region"}},
      {two_regions + "gpus_from = [4]\n[jobs]\none_region = \"redraw_world\"\n",
       {"study.toml:5: jobs.one_region = \"redraw_world\": a template needs at least ",
        " GPUs in one region, and a region may have at most 4; allowed: more GPUs in a region, "
        "smaller templates, or one_region = \"any\""}},

      {two_regions + "gpus_from = [4]\n[jobs]\none_region = \"redraw_job\"\nweights = [0, 1]\n"
                     "templates = [\"tiny\", \"qwen2.5-14b\"]\n[templates.tiny]\nlayers = 1\n"
                     "hidden = 64\nsequence = 64\nvocabulary = 100\nparameters = 1e5\n",
       {"study.toml:5: jobs.one_region = \"redraw_job\": no template fits into a region of 4 "
        "GPUs"}},

      // [design]
      {two_regions + "[design]\ntype = \"cube\"\n",
       {"study.toml:4: design.type = \"cube\": must be one of single, grid"}},
      {two_regions + "[design]\ntype = \"grid\"\n",
       {"study.toml:4: design.type = \"grid\": a grid needs factors; allowed: single"}},
      {two_regions + "[design.factors.f]\nkey = \"network.scale\"\nvalues = [1, 2]\n",
       {"study.toml:3: design.type (not set; default \"single\"): factors need a design; allowed: "
        "grid"}},
      {grid + "key = \"network.scale\"\n",
       {"study.toml:5: design.factors.f.values: a factor needs a list of values"}},
      {grid + "key = \"network.scale\"\nvalues = [1]\nnames = [\"a\"]\n",
       {"study.toml:7: design.factors.f.values = [1]: a factor needs a list of values"}},
      {grid + "key = \"study.seed\"\nvalues = [1, 2]\n",
       {"study.toml:6: design.factors.f.key = \"study.seed\": the key study.seed is the same at "
        "all "
        "points; allowed: a key of the worlds or of a policy"}},
      {grid + "key = 'study . \"seed\"'\nvalues = [1, 2]\n",
       {"study.toml:6: design.factors.f.key", "the key study.seed is the same at all points"}},
      {grid + "key = \"output.jobs\"\nnames = [\"true\"]\n",
       {"the key output.jobs is the same at all points"}},
      {grid + "key = \"design.type\"\nnames = [\"single\"]\n",
       {"the key design.type is the same at all points"}},
      {grid + "key = \"network..scale\"\nvalues = [1]\n",
       {"study.toml:6: design.factors.f.key",
        "is not the path of a key; allowed: keys joined by dots, such as network.scale"}},
      {grid + "key = \"region.'a b'.pue\"\nvalues = [1]\n",
       {"study.toml:6: design.factors.f.key",
        "can't be a name in the results file; allowed: names "
        "without blanks and slashes"}},
      {grid + "key = \"network.scael\"\nvalues = [1]\n",
       {"design factor network.scael: unknown key 'network.scael' (did you mean 'scale'?)"}},
      {grid + "key = \"network\"\nvalues = [1]\n",
       {"design factor network: network = 1: is an integer, but must be a table"}},
      {grid + "key = \"network.scale\"\nvalues = [0.5, -1]\n",
       {"design factor network.scale: network.scale = -1: must be a number >= 0"}},
      {grid + "key = \"jobs.count\"\nvalues = [8, 8.5]\n",
       {"design factor jobs.count: jobs.count = 8.5: is a number, but must be an integer"}},
      {grid + "key = \"network.bandwidth\"\nnames = [\"access_mean\", \"eqaul\"]\n",
       {"design factor network.bandwidth: network.bandwidth = \"eqaul\": must be one of",
        "did you mean 'equal'?"}},
      {grid + "key = \"network.scale\"\nvalues = [1]\n[design.factors.g]\nkey = \"network.scale\"\n"
              "values = [2]\n",
       {"design.factors: two factors set the key network.scale; allowed: one factor per key"}},
      {grid + "key = \"network.scale\"\nvalues = [1]\n[design.factors.g]\n"
              "key = 'network.\"scale\"'\nvalues = [2]\n",
       {"design.factors: two factors set the key network.scale; allowed: one factor per key"}},
  };
}

/// Without it the defaults of two_regions fail: FLM-101B needs more GPUs than two regions of 16.
std::string with_models_that_fit(const std::string& text) {
  if (text.find("[jobs]") != std::string::npos || text.find("names") == std::string::npos) {
    return text;
  }
  return text + "[jobs]\none_region = \"redraw_job\"\n";
}

}  // namespace

TEST_CASE("study: each kind of wrong file has its message", "[study]") {
  for (const Wrong& wrong : wrong_studies()) {
    const bool about_fit = wrong.text == two_regions;
    const std::string text = about_fit ? wrong.text : with_models_that_fit(wrong.text);
    const std::string message = error_of(text);
    INFO(text);
    for (const std::string& part : wrong.message) CHECK_THAT(message, Catch::Contains(part));
  }
}

TEST_CASE("study: an empty name of a factor is refused", "[study]") {
  CHECK_THAT(
      error_of(tiny_study + "[design]\ntype = \"grid\"\n[design.factors.\"\"]\n"
                            "values = [1]\n"),
      Catch::Contains("design.factors.\"\".key (not set; default \"\"): is not the path of a key"));
}

TEST_CASE("study: what is not given has the documented default", "[study]") {
  const Study study = read_study_file(tiny_study).at(0);
  CHECK(study.title.empty());
  CHECK(study.seed == 1);
  CHECK(study.replications == 100);
  CHECK(study.common_random_numbers);
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
  with_factor("key = \"templates.tiny.hidden\"\nvalues = [64, 128]\n");
  with_factor("key = \"gpu.type\"\nnames = [\"RTX A6000\", \"H100\"]\n");
}

TEST_CASE("study: a value that a factor replaces is checked, whatever factors alone give",
          "[study]") {
  const std::string grid =
      tiny_study +
      "[network]\nbandwidth = \"equal\"\nscale = 1\n[design]\ntype = \"grid\"\n[design.factors]\n"
      "\"network.scale\" = {values = [2]}\n\"network.link_gbps\" = {values = [1, 10]}\n";
  CHECK(read_study_file(grid).design().points() == 2);
  CHECK(error_of(grid, {"network.scale=-1"}) ==
        "--set network.scale=-1: network.scale = -1: must be a number >= 0");
}

TEST_CASE("study: --set overrides the file and is checked like it", "[study]") {
  const StudyFile file = read_study_file(
      tiny_study, {"study.seed=7", "region.A.gpus = 12", "study.policies=[\"bace\", \"ldf\"]"});
  CHECK(file.at(0).seed == 7);
  CHECK(file.at(0).policies.size() == 2);
  CHECK(world_of(file.at(0)).scenario.cluster.total_gpus() == 16);
  CHECK(error_of(tiny_study, {"study.seed=-1"}) ==
        "--set study.seed=-1: study.seed = -1: must be an integer in [0, 9007199254740992]");
  CHECK_THAT(
      error_of(tiny_study, {"study.sede=1"}),
      Catch::Contains("--set study.sede=1: unknown key 'study.sede' (did you mean 'seed'?)"));
  CHECK_THAT(error_of(tiny_study, {"study.seed"}), Catch::Contains("has no '='"));
  CHECK_THAT(error_of(tiny_study, {"study=1"}), Catch::Contains("must be a table: [study]"));
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
