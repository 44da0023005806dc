#include "app/cite/references.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

namespace bacelab {
namespace {

constexpr auto references = std::to_array<Reference>({
    {"salmon2011", "J. K. Salmon and M. A. Moraes and R. O. Dror and D. E. Shaw",
     "Parallel random numbers: as easy as 1, 2, 3", "Proceedings of SC", "2011",
     "doi:10.1145/2063384.2063405"},
    {"narayanan2021", "D. Narayanan and others",
     "Efficient large-scale language model training on GPU clusters using Megatron-LM",
     "Proceedings of SC", "2021", "arXiv:2104.04473"},
    {"korthikanti2022", "V. Korthikanti and others",
     "Reducing activation recomputation in large transformer models", "", "2022",
     "arXiv:2205.05198"},
    {"bacepipe", "", "BACE-Pipe", "", "", "arXiv:2605.25375"},
    {"huang2019", "Y. Huang and others",
     "GPipe: Efficient training of giant neural networks using pipeline parallelism",
     "Advances in Neural Information Processing Systems 32", "2019", "arXiv:1811.06965"},
    {"qi2024", "P. Qi and X. Wan and G. Huang and M. Lin", "Zero bubble pipeline parallelism",
     "ICLR", "2024", "arXiv:2401.10241"},
    {"jain2023", "P. Jain and others",
     "Skyplane: Optimizing transfer cost and throughput using cloud-aware overlays", "NSDI", "2023",
     "arXiv:2210.07259"},
    {"mckay1979", "M. D. McKay and R. J. Beckman and W. J. Conover",
     "A comparison of three methods for selecting values of input variables in the analysis of "
     "output from a computer code",
     "Technometrics 21, 239-245", "1979", "doi:10.1080/00401706.1979.10489755"},
    {"joe2008", "S. Joe and F. Y. Kuo",
     "Constructing Sobol sequences with better two-dimensional projections",
     "SIAM Journal on Scientific Computing 30, 2635-2654", "2008", "doi:10.1137/070709359"},
    {"matousek1998", "J. Matousek", "On the L2-discrepancy for anchored boxes",
     "Journal of Complexity 14, 527-556", "1998", "doi:10.1006/jcom.1998.0489"},
    {"saltelli2010",
     "A. Saltelli and P. Annoni and I. Azzini and F. Campolongo and M. Ratto and S. Tarantola",
     "Variance based sensitivity analysis of model output. Design and estimator for the total "
     "sensitivity index",
     "Computer Physics Communications 181, 259-270", "2010", "doi:10.1016/j.cpc.2009.09.018"},
    {"morris1991", "M. D. Morris",
     "Factorial sampling plans for preliminary computational experiments",
     "Technometrics 33, 161-174", "1991", "doi:10.1080/00401706.1991.10484804"},
    {"kim2001", "S.-H. Kim and B. L. Nelson",
     "A fully sequential procedure for indifference-zone selection in simulation",
     "ACM Transactions on Modeling and Computer Simulation 11, 251-273", "2001",
     "doi:10.1145/502109.502111"},
    {"holm1979", "S. Holm", "A simple sequentially rejective multiple test procedure",
     "Scandinavian Journal of Statistics 6, 65-70", "1979", ""},
    {"wilson1927", "E. B. Wilson",
     "Probable inference, the law of succession, and statistical inference",
     "Journal of the American Statistical Association 22, 209-212", "1927",
     "doi:10.1080/01621459.1927.10502953"},
    {"white1997", "K. P. White",
     "An effective truncation heuristic for bias reduction in simulation output",
     "Simulation 69, 323-334", "1997", "doi:10.1177/003754979706900601"},
    {"vernon2010", "I. Vernon and M. Goldstein and R. G. Bower",
     "Galaxy formation: a Bayesian uncertainty analysis", "Bayesian Analysis 5, 619-669", "2010",
     "doi:10.1214/10-BA524"},
});

/// Known when the program is compiled.
consteval const Reference* reference(std::string_view key) {
  for (const Reference& each : references) {
    if (each.key == key) return &each;
  }
  throw "there is no reference of this key";
}

/// Has a key of the study this text as its value, at any point?
bool has(const StudyFile& study, std::string_view key, std::string_view text) {
  const auto& keys = study.identity().study;
  const std::string quoted = fmt::format("\"{}\"", text);
  if (std::any_of(keys.begin(), keys.end(), [&](const StudyKey& each) {
        const bool is_setting =
            each.key.starts_with("design.") && each.key.find(key) != std::string::npos;
        return (each.key == key || is_setting) && each.value == quoted;
      })) {
    return true;
  }
  for (const Factor& factor : study.design().factors()) {
    const auto* texts = std::get_if<std::vector<std::string>>(&factor.values);
    if (factor.name != key || texts == nullptr) continue;
    if (std::find(texts->begin(), texts->end(), text) != texts->end()) return true;
  }
  return false;
}

/// A policy of the publication: BACE-Pipe, its ablations and its baselines.
bool has_published_policy(const StudyFile& study) {
  const std::vector<std::string> policies = describe_results(study).policies;
  return std::any_of(policies.begin(), policies.end(), [](const std::string& name) {
    return name.starts_with("bace") || name == "lcf" || name == "ldf" || name.starts_with("cr_");
  });
}

}  // namespace

std::vector<Citation> citations() {
  return {{"random numbers (Philox4x32-10)", reference("salmon2011")},
          {"operations and transfers of a model's stages", reference("narayanan2021")},
          {"memory of a model's stages", reference("korthikanti2022")}};
}

std::vector<Citation> citations(const StudyFile& study) {
  std::vector<Citation> found;
  const auto add = [&](bool is_used, std::string_view reason, const Reference* of) {
    if (is_used) found.push_back({reason, of});
  };
  add(has_published_policy(study), "BACE-Pipe, its parts and its baselines", reference("bacepipe"));
  add(has(study, "pipeline.schedule", "gpipe"), "schedule gpipe", reference("huang2019"));
  add(has(study, "pipeline.schedule", "one_f_one_b"), "schedule one_f_one_b",
      reference("narayanan2021"));
  add(has(study, "pipeline.schedule", "zero_bubble"), "schedule zero_bubble", reference("qi2024"));
  add(has(study, "network.bandwidth", "rtt_law"), "bandwidth by round-trip time",
      reference("jain2023"));
  const std::string& design = study.design().description().type;
  add(design == "lhs", "Latin hypercube", reference("mckay1979"));
  const bool is_sobol = design == "sobol" || design == "saltelli";
  add(is_sobol, "Sobol sequence", reference("joe2008"));
  add(is_sobol, "its scrambling", reference("matousek1998"));
  add(design == "saltelli", "Sobol indices", reference("saltelli2010"));
  add(design == "morris", "elementary effects", reference("morris1991"));
  const auto& goal = study.precision();
  add(goal && std::holds_alternative<SelectionTarget>(*goal), "selection of the best policy",
      reference("kim2001"));
  return found;
}

std::vector<Citation> citations_of_analyses() {
  return {{"compare: p-values of several baselines", reference("holm1979")},
          {"compare: intervals of probabilities", reference("wilson1927")},
          {"warmup: MSER-5", reference("white1997")},
          {"match: implausibility", reference("vernon2010")}};
}

namespace {

/// "A. One, B. Two and C. Three", or "A. One et al."
std::string authors_text(std::string_view authors) {
  std::vector<std::string_view> names;
  constexpr std::string_view between = " and ";
  for (std::size_t begin = 0; begin < authors.size();) {
    const std::size_t end = std::min(authors.find(between, begin), authors.size());
    names.push_back(authors.substr(begin, end - begin));
    begin = end + between.size();
  }
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool is_last = i + 1 == names.size();
    if (is_last && names[i] == "others") return text + " et al.";
    text += i == 0 ? "" : is_last ? " and " : ", ";
    text += names[i];
  }
  return text;
}

/// The value after the colon of "doi:..." or "arXiv:...", if it is of this kind.
std::string_view of_kind(const Reference& reference, std::string_view kind) {
  return reference.identifier.starts_with(kind) ? reference.identifier.substr(kind.size())
                                                : std::string_view();
}

}  // namespace

std::string text_of(const Reference& reference) {
  std::string text;
  const auto add = [&](const std::string& part) {
    if (part.empty()) return;
    text += (text.empty() ? "" : " ") + part + (part.ends_with('.') ? "" : ".");
  };
  add(authors_text(reference.authors));
  add(std::string(reference.title));
  add(reference.venue.empty() ? std::string(reference.year)
                              : fmt::format("{}, {}", reference.venue, reference.year));
  if (!reference.identifier.empty()) text += fmt::format(" {}", reference.identifier);
  return text;
}

std::string bibtex_of(const Reference& reference) {
  std::string entry = fmt::format("@misc{{{},\n", reference.key);
  const auto add = [&](const char* name, std::string_view value) {
    if (!value.empty()) entry += fmt::format("  {} = {{{}}},\n", name, value);
  };
  add("author", reference.authors);
  // Braces keep the capitals.
  add("title", reference.title.empty() ? "" : fmt::format("{{{}}}", reference.title));
  add("howpublished", reference.venue);
  add("year", reference.year);
  add("doi", of_kind(reference, "doi:"));
  const std::string_view arxiv = of_kind(reference, "arXiv:");
  add("eprint", arxiv);
  add("archiveprefix", arxiv.empty() ? "" : "arXiv");
  return entry + "}\n";
}

}  // namespace bacelab
