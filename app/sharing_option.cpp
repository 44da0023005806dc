#include "app/sharing_option.hpp"

#include <CLI/CLI.hpp>
#include <map>
#include <string>

namespace bacelab {

void add_sharing_option(CLI::App& command, Sharing& sharing) {
  const std::map<std::string, Sharing> names = {
      {"auto", Sharing::automatic}, {"worlds", Sharing::worlds}, {"paths", Sharing::paths}};
  command
      .add_option(
          "--threads-share", sharing,
          "What the threads of a rank share: each a world of its own, or together the paths "
          "of one world; auto: paths if there are fewer worlds than threads and many "
          "regions")
      ->transform(CLI::CheckedTransformer(names).description(""))
      ->type_name("auto|worlds|paths")
      ->default_str("auto");
}

}  // namespace bacelab
