#pragma once

#include <stdexcept>

namespace bacelab {

/// A contract between functions of the program was broken: a defect of the program, never a mistake
/// in what the user gave (InputError). Thrown where contracts are checked only. From a function
/// that is noexcept, or a parallel region of OpenMP, it can't get out: there it ends the program,
/// which prints the message.
class ContractViolation : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Throws the ContractViolation `FILE:LINE: KIND broken: CONDITION`.
[[noreturn]] void break_contract(const char* kind, const char* condition, const char* file,
                                 int line);

}  // namespace bacelab

// Contracts are checked if BACELAB_CONTRACTS is 1: in the presets debug and sanitize, and in core's
// tests under every preset. Otherwise they cost nothing: conditions are compiled, not evaluated.
// Macros, for the text and the place of a condition; variadic, for the commas in it.
//
// BACELAB_EXPECTS: what a caller must see to. The function is right to rely on it.
// BACELAB_ENSURES: what the function itself promises, and what holds between its steps.
#if BACELAB_CONTRACTS
#define BACELAB_CONTRACT(kind, ...)     \
  ((__VA_ARGS__) ? static_cast<void>(0) \
                 : ::bacelab::break_contract(kind, #__VA_ARGS__, __FILE__, __LINE__))
#else
#define BACELAB_CONTRACT(kind, ...) static_cast<void>(true || static_cast<bool>(__VA_ARGS__))
#endif
#define BACELAB_EXPECTS(...) BACELAB_CONTRACT("precondition", __VA_ARGS__)
#define BACELAB_ENSURES(...) BACELAB_CONTRACT("promise", __VA_ARGS__)
