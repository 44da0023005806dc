#include "app/sharing_option.hpp"

#include <CLI/CLI.hpp>
#include <map>
#include <string>

namespace bacelab {

void add_sharing_option(CLI::App& command, Sharing& sharing) {
  const std::map<std::string, Sharing> names = {
      {"auto", Sharing::automatic}, {"worlds", Sharing::worlds}, {"paths", Sharing::paths}};
  command
      .add_option("--threads-share", sharing,
                  "Each thread has worlds of its own, or all find the paths of one world")
      ->transform(CLI::CheckedTransformer(names).description(""))
      ->type_name("auto|worlds|paths")
      ->default_str("auto");
}

}  // namespace bacelab
