#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace bacelab {

/// A message from another rank.
struct Message {
  int source = 0;
  int tag = 0;
  std::vector<std::byte> bytes;
};

/// Whether the program was built with MPI; without it each process is alone.
bool built_with_mpi();

/// Whether a launcher that speaks MPI (mpirun, or srun with PMI or PMIx) has started this process,
/// which can answer: never without MPI.
bool launched_by_mpi();

/// MPI from start to end of a process, and the few calls of it that this program needs. Without
/// mpirun or srun there is one rank, and MPI is not started: starting it alone fails now and then
/// beside another process that ends. Only the thread that made it may use it.
class MpiSession {
 public:
  MpiSession();
  MpiSession(const MpiSession&) = delete;
  MpiSession& operator=(const MpiSession&) = delete;
  ~MpiSession();

  [[nodiscard]] int rank() const { return rank_; }
  [[nodiscard]] int size() const { return size_; }
  [[nodiscard]] bool is_first() const { return rank_ == 0; }
  /// Ranks on this rank's machine.
  [[nodiscard]] int ranks_on_host() const { return ranks_on_host_; }

  /// Broadcast: the value of the first rank, on every rank.
  std::string broadcast(const std::string& text) const;
  int broadcast(int value) const;

  /// Gather: the values of all ranks, by rank, on the first rank; empty on the others.
  [[nodiscard]] std::vector<std::vector<std::byte>> gather(
      const std::vector<std::byte>& bytes) const;

  /// Sends without waiting for the receiver; the bytes are kept until they have been sent.
  void send(int target, int tag, std::vector<std::byte> bytes);
  /// Waits until everything has been sent.
  void wait_for_sends();
  /// The next message from any rank; waits for it.
  [[nodiscard]] Message receive();
  /// The same if it may take minutes: polls every few milliseconds and leaves the core to others in
  /// between, which MPI's own waiting does not.
  [[nodiscard]] Message receive_idly();
  /// Has a message arrived?
  [[nodiscard]] bool has_message() const;

  /// Ends all ranks at once.
  [[noreturn]] void abort(int exit_code) const;

 private:
  struct Request;

  bool alone_;
  std::deque<Message> own_;  ///< alone: messages to itself
  int rank_ = 0;
  int size_ = 1;
  int ranks_on_host_ = 1;
  std::vector<std::unique_ptr<Request>> sends_;
};

}  // namespace bacelab
