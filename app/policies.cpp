#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "app/commands.hpp"
#include "app/policies/policy_list.hpp"
#include "app/terminal.hpp"

namespace bacelab {

void add_policies(CLI::App& app, ExitCode& exit_code) {
  const auto json = std::make_shared<bool>(false);
  CLI::App* command =
      app.add_subcommand("policies", "List the policies, their parts and their parameters");
  command->add_flag("--json", *json, "Write the list as JSON");
  command->callback([json, &exit_code] {
    if (*json) {
      write_policies_json(std::cout);
    } else {
      write_policies(std::cout, output_width());
    }
    exit_code = ExitCode::done;
  });
}

}  // namespace bacelab
