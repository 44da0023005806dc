// Every kind of mistake in a study file, with what the message says of it.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "experiments/study/study_file.hpp"
#include "tests/experiments/study/study_texts.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

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
      {study + "policies = [\"mine\"]\n[policies.mine]\nleast = 1\n" + two_regions,
       {"study.toml:3: policies.mine.ordering: is missing, and no policy is named 'mine'; "
        "allowed: ",
        "[plugins] files"}},
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
       {"study.toml:4: gpu.type = \"A200\": must be one of RTX A6000, A100, H100, A100 40GB",
        "did you mean 'A100'?"}},
      {two_regions + "[gpu]\ntype = \"own\"\npeak_flops = 1e14\n",
       {"study.toml:3: gpu.memory_bytes: is missing; must be a number > 0, in B"}},
      {two_regions + "[gpu]\nefficiency = 1.1\n",
       {"study.toml:4: gpu.efficiency = 1.1: must be a number in (0, 1]"}},

      // [gpu_types.NAME]
      {two_regions + "[region.A]\ngpu = \"H10\"\n",
       {"study.toml:4: region.A.gpu = \"H10\": must be one of RTX A6000, A100, H100",
        "did you mean 'H100'?"}},
      {two_regions + "[region.A]\ngpu = \"H100\"\n[gpu_types.\"H100 PCIe\"]\npower_w = 1\n",
       {"study.toml:5: gpu_types.\"H100 PCIe\": no region has a GPU type of that name"}},
      {two_regions + "[region.A]\ngpu = \"H100\"\n[gpu_types.H100]\npower = 1\n",
       {"study.toml:6: unknown key 'gpu_types.H100.power' (did you mean 'power_w'?); allowed here: "
        "peak_flops, "}},
      {two_regions + "[region.A]\ngpu = \"mine\"\n[gpu_types.mine]\nefficiency = 0.5\n",
       {"study.toml:5: gpu_types.mine.peak_flops: is missing; must be a number > 0, in FLOP/s"}},

      // [pipeline], [network], [price]
      {two_regions + "[pipeline]\nschedule = \"1f1b\"\n",
       {"study.toml:4: pipeline.schedule = \"1f1b\": must be one of overlapped, gpipe, "
        "one_f_one_b"}},
      {two_regions + "[pipeline]\nsplit = \"evne\"\n",
       {"study.toml:4: pipeline.split = \"evne\": must be one of layers, even",
        "did you mean 'even'?"}},
      {two_regions + "[pipeline]\nbest_stages = \"transfers\"\n",
       {"study.toml:4: pipeline.best_stages = \"transfers\": must be one of compute, transfer",
        "did you mean 'transfer'?"}},
      {two_regions + "[pipeline]\nsplit = 1\n",
       {"study.toml:4: pipeline.split = 1: is an integer, but must be one of layers, even"}},
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
       {"study.toml:5: jobs.one_region = \"redraw_world\": 'flm-101b' needs at least ",
        " GPUs in one region, and a region may have at most 4 GPUs; allowed: more GPUs in a "
        "region, "
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
    const std::string message = error_of_study(text);
    INFO(text);
    for (const std::string& part : wrong.message) CHECK_THAT(message, Catch::Contains(part));
  }
}

TEST_CASE("study: an empty name of a factor is refused", "[study]") {
  CHECK_THAT(
      error_of_study(tiny_study + "[design]\ntype = \"grid\"\n[design.factors.\"\"]\n"
                                  "values = [1]\n"),
      Catch::Contains("design.factors.\"\".key (not set; default \"\"): is not the path of a key"));
}

}  // namespace bacelab
