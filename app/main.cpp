#include "app/cli/limits.hpp"
#include "app/cli/output.hpp"
#include "app/program.hpp"

int main(int argc, char** argv) {
  bacelab::survive_failed_writes();
  bacelab::tell_limits_at_the_end();
  const bacelab::PrintableOutput printable_output;
  return static_cast<int>(bacelab::run_program(argc, argv));
}
