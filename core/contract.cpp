#include "core/contract.hpp"

#include <string>

namespace bacelab {

void break_contract(const char* kind, const char* condition, const char* file, int line) {
  throw ContractViolation(std::string(file) + ":" + std::to_string(line) + ": " + kind +
                          " broken: " + condition);
}

}  // namespace bacelab
