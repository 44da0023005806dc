#include "experiments/study/templates_reader.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "experiments/catalog/templates.hpp"
#include "experiments/study/require_listed.hpp"

namespace bacelab {
namespace {

constexpr ListedTables template_tables = {
    "templates", "Models, and changes to those of the catalog",
    "no job has a template of that name (quotes keep a name with dots together)", "jobs.templates"};
constexpr double many = 1e9;

const Template* in_catalog(const std::string& name) {
  for (const Template& known : template_catalog()) {
    if (known.name == name) return &known;
  }
  return nullptr;
}

/// Reads keys whose defaults are a catalog entry's figures; without one they are required.
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
    const Bounds bounds = Bounds::between(1, many);
    const auto value = known_ ? section_.integer(key, known_->*figure, bounds, documentation)
                              : section_.required_integer(key, bounds, documentation);
    return static_cast<int>(value);
  }

 private:
  ConfigSection section_;
  const Template* known_;
};

/// What all templates have unless their own table says otherwise.
struct Training {
  int micro_batch;
  int micro_batches;
  bool recompute;
};

Training read_training(const ConfigSection& jobs) {
  const auto positive = Bounds::between(1, many);
  const auto micro_batch = jobs.integer("micro_batch", 1, positive, "Sequences in a micro-batch");
  const auto micro_batches =
      jobs.integer("micro_batches", 64, positive, "Micro-batches of an iteration");
  const bool recompute =
      jobs.boolean("recompute", true, "Compute activations again in the backward pass");
  return {static_cast<int>(micro_batch), static_cast<int>(micro_batches), recompute};
}

Template read_template(const std::string& name, const ConfigSection& section,
                       const Training& training) {
  const Template* known = in_catalog(name);
  const Figures figures(section, known);
  Template model;
  model.name = name;
  model.layers = figures.integer("layers", &Template::layers, "Layers");
  model.hidden = figures.number("hidden", &Template::hidden, "Hidden size");
  model.sequence = figures.number("sequence", &Template::sequence, "Tokens of a sequence");
  model.vocabulary = figures.number("vocabulary", &Template::vocabulary, "Vocabulary size");
  model.parameters = figures.number("parameters", &Template::parameters, "Parameters, all");
  // Defaults that follow another key are none of this key: a resolved study that held them would
  // not follow a factor on the other key any more.
  const auto width = [&](const char* key, const char* documentation, double fallback) {
    return section.optional_number(key, Bounds::positive(), documentation).value_or(fallback);
  };
  const auto count = [&](const char* key, const char* documentation, int fallback) {
    const auto given = section.optional_integer(key, Bounds::between(1, many), documentation);
    return given ? static_cast<int>(*given) : fallback;
  };
  model.layer_parameters =
      width("layer_parameters",
            "Parameters of a layer; default: the catalog's, a model of one's own: 12 hidden^2",
            known ? known->layer_parameters : 12.0 * model.hidden * model.hidden);
  model.attention_width =
      width("attention_width",
            "Heads times their size; default: the catalog's, a model of one's own: hidden",
            known ? known->attention_width : model.hidden);
  model.micro_batch = count("micro_batch", "Sequences in a micro-batch; default: jobs.micro_batch",
                            training.micro_batch);
  model.micro_batches =
      count("micro_batches", "Micro-batches of an iteration; default: jobs.micro_batches",
            training.micro_batches);
  // No factor is true or false: this default may be written out.
  model.recompute = section.boolean("recompute", training.recompute,
                                    "Compute activations again in the backward pass");
  if (const auto limit = section.optional_integer("max_stages", Bounds::between(1, many),
                                                  "Most stages; default: the layers")) {
    model.max_stages = static_cast<int>(*limit);
  }
  return model;
}

}  // namespace

std::vector<Template> read_templates(const ConfigSection& root) {
  const ConfigSection jobs = root.table("jobs", "The jobs");
  std::vector<std::string> catalog;
  for (const Template& model : template_catalog()) catalog.push_back(model.name);
  std::vector<std::string> known = catalog;
  for (const NamedSection& own :
       root.named_tables(template_tables.key, template_tables.documentation)) {
    if (std::find(known.begin(), known.end(), own.name) == known.end()) known.push_back(own.name);
  }
  const auto names = jobs.choices("templates", catalog, known, "Models that jobs are drawn from",
                                  Repeats::refused);
  require_listed(root, template_tables, names);
  const Training training = read_training(jobs);
  std::vector<Template> templates;
  for (const std::string& name : names) {
    const auto section =
        root.table(template_tables.key, template_tables.documentation).table(name, "One model");
    templates.push_back(read_template(name, section, training));
  }
  return templates;
}

}  // namespace bacelab
