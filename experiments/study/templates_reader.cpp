#include "experiments/study/world_reader.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "experiments/study/listed_tables.hpp"
#include "experiments/study/template_limits.hpp"
#include "experiments/text/section.hpp"
#include "experiments/worlds/catalog.hpp"

namespace bacelab {
namespace {

constexpr ListedTables template_tables = {
    "templates", "New templates, and changes to those of the catalog",
    "no job has a template of that name (quotes keep a name with dots together)", "jobs.templates"};

/// Reads keys whose defaults come from a catalog entry; without one they are required.
class Figures {
 public:
  Figures(ConfigSection section, const Template* known)
      : section_(std::move(section)), known_(known) {}

  [[nodiscard]] double number(const char* key, double Template::*figure,
                              const char* documentation) const {
    return known_ ? section_.number(key, known_->*figure, Bounds::positive(), documentation)
                  : section_.required_number(key, Bounds::positive(), documentation);
  }
  [[nodiscard]] int integer(const char* key, int Template::*figure,
                            const char* documentation) const {
    const Bounds bounds = Bounds::between(1, TemplateLimits::count);
    const auto value = known_ ? section_.integer(key, known_->*figure, bounds, documentation)
                              : section_.required_integer(key, bounds, documentation);
    return static_cast<int>(value);
  }

 private:
  ConfigSection section_;
  const Template* known_;
};

/// The properties of all templates unless their own table overrides them.
struct Training {
  int micro_batch;
  int micro_batches;
  bool recompute;
  int tensor_parallel;
  double tensor_efficiency;
  int data_parallel;
};

Training read_training(const ConfigSection& jobs) {
  const auto count = [&](const char* key, int fallback, double most, const char* documentation) {
    return static_cast<int>(jobs.integer(key, fallback, Bounds::between(1, most), documentation));
  };
  Training training{};
  training.micro_batch =
      count("micro_batch", 1, TemplateLimits::count, "Sequences per micro-batch");
  training.micro_batches =
      count("micro_batches", 64, TemplateLimits::count, "Micro-batches per iteration");
  training.recompute =
      jobs.boolean("recompute", true, "Recompute activations in the backward pass");
  training.tensor_parallel = count("tensor_parallel", 1, TemplateLimits::tensor_parallel,
                                   "GPUs that compute a stage together, in one region");
  training.tensor_efficiency =
      jobs.number("tensor_efficiency", 1.0, Bounds::left_open(0.0, 1.0),
                  "Speed of these GPUs together, as a fraction of tensor_parallel times one");
  training.data_parallel =
      count("data_parallel", 1, TemplateLimits::data_parallel,
            "Replicas of the pipeline that share the micro-batches, each stage's in one region");
  return training;
}

Template read_template(const std::string& name, const ConfigSection& section,
                       const Training& training) {
  const Template* known = template_catalog().find(name);
  const Figures figures(section, known);
  Template model;
  model.name = name;
  model.layers = figures.integer("layers", &Template::layers, "Number of layers");
  model.hidden = figures.number("hidden", &Template::hidden, "Hidden size");
  model.sequence = figures.number("sequence", &Template::sequence, "Tokens per sequence");
  model.vocabulary = figures.number("vocabulary", &Template::vocabulary, "Vocabulary size");
  model.parameters = figures.number("parameters", &Template::parameters, "Parameters in total");
  // Defaults that follow another key are not this key's default: a resolved study that contained
  // them would no longer follow a factor on the other key.
  const auto width = [&](const char* key, const char* documentation, double fallback) {
    return section.optional_number(key, Bounds::positive(), documentation).value_or(fallback);
  };
  const auto count = [&](const char* key, double most, const char* documentation, int fallback) {
    const auto given = section.optional_integer(key, Bounds::between(1, most), documentation);
    return given ? static_cast<int>(*given) : fallback;
  };
  model.layer_parameters =
      width("layer_parameters",
            "Parameters per layer; default: the catalog's, of a new template 12 hidden^2",
            known ? known->layer_parameters : 12.0 * model.hidden * model.hidden);
  model.attention_width =
      width("attention_width",
            "Attention heads times head size; default: the catalog's, of a new template hidden",
            known ? known->attention_width : model.hidden);
  model.micro_batch =
      count("micro_batch", TemplateLimits::count,
            "Sequences per micro-batch; default: jobs.micro_batch", training.micro_batch);
  model.micro_batches =
      count("micro_batches", TemplateLimits::count,
            "Micro-batches per iteration; default: jobs.micro_batches", training.micro_batches);
  model.tensor_parallel = count("tensor_parallel", TemplateLimits::tensor_parallel,
                                "GPUs that compute a stage together; default: jobs.tensor_parallel",
                                training.tensor_parallel);
  model.tensor_efficiency =
      section
          .optional_number("tensor_efficiency", Bounds::left_open(0.0, 1.0),
                           "Speed of these GPUs together, as a fraction of tensor_parallel times "
                           "one; default: jobs.tensor_efficiency")
          .value_or(training.tensor_efficiency);
  model.data_parallel = count("data_parallel", TemplateLimits::data_parallel,
                              "Replicas that share the micro-batches; default: jobs.data_parallel",
                              training.data_parallel);
  // Factors are never true or false, so this default may be written out.
  model.recompute = section.boolean("recompute", training.recompute,
                                    "Recompute activations in the backward pass");
  if (const auto limit =
          section.optional_integer("max_stages", Bounds::between(1, TemplateLimits::count),
                                   "Most stages of a job; default: its layers")) {
    model.max_stages = static_cast<int>(*limit);
  }
  return model;
}

}  // namespace

std::vector<Template> read_templates(const ConfigSection& root) {
  const ConfigSection jobs = root.table("jobs", "The jobs");
  std::vector<std::string> known = template_catalog().names();
  for (const NamedSection& own :
       root.named_tables(template_tables.key, template_tables.documentation)) {
    if (std::find(known.begin(), known.end(), own.name) == known.end()) known.push_back(own.name);
  }
  const auto names = jobs.choices("templates", default_templates(), known,
                                  "Templates that jobs are drawn from", Repeats::refused);
  require_listed(root, template_tables, names);
  const Training training = read_training(jobs);
  std::vector<Template> templates;
  for (const std::string& name : names) {
    const auto section =
        root.table(template_tables.key, template_tables.documentation).table(name, "One template");
    templates.push_back(read_template(name, section, training));
  }
  return templates;
}

}  // namespace bacelab
