#include "mpi_runner/launch/mpi_session.hpp"

#include <mpi.h>

#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <thread>
#include <utility>

namespace bacelab {
namespace {

int to_count(std::size_t bytes) {
  if (bytes > 2'000'000'000U) throw std::length_error("a message of more than 2 GB");
  return static_cast<int>(bytes);
}

int count_ranks_on_host() {
  MPI_Comm host = MPI_COMM_NULL;
  MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &host);
  int ranks = 1;
  MPI_Comm_size(host, &ranks);
  MPI_Comm_free(&host);
  return ranks;
}

}  // namespace

bool built_with_mpi() { return BACELAB_MPI != 0; }

bool launched_by_mpi() {
  if (!built_with_mpi()) return false;
  for (const char* variable :
       {"OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "PMI_RANK", "PMI_SIZE", "PMI_FD"}) {
    if (std::getenv(variable) != nullptr) return true;
  }
  return false;
}

struct MpiSession::Request {
  MPI_Request handle = MPI_REQUEST_NULL;
  std::vector<std::byte> bytes;
};

MpiSession::MpiSession() : alone_(!launched_by_mpi()) {
  if (alone_) return;
  int provided = 0;
  MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
  if (provided < MPI_THREAD_FUNNELED) throw std::runtime_error("this MPI can't be used by threads");
  MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
  MPI_Comm_size(MPI_COMM_WORLD, &size_);
  ranks_on_host_ = count_ranks_on_host();
}

MpiSession::~MpiSession() {
  if (alone_) return;
  wait_for_sends();
  MPI_Finalize();
}

std::string MpiSession::broadcast(const std::string& text) const {
  if (alone_) return text;
  std::string copy = text;
  copy.resize(static_cast<std::size_t>(broadcast(to_count(text.size()))));
  MPI_Bcast(copy.data(), to_count(copy.size()), MPI_BYTE, 0, MPI_COMM_WORLD);
  return copy;
}

int MpiSession::broadcast(int value) const {
  if (alone_) return value;
  MPI_Bcast(&value, 1, MPI_INT, 0, MPI_COMM_WORLD);
  return value;
}

std::vector<std::vector<std::byte>> MpiSession::gather(const std::vector<std::byte>& bytes) const {
  if (alone_) return {bytes};
  const int count = to_count(bytes.size());
  const auto ranks = static_cast<std::size_t>(is_first() ? size_ : 0);
  std::vector<int> counts(ranks);
  MPI_Gather(&count, 1, MPI_INT, counts.data(), 1, MPI_INT, 0, MPI_COMM_WORLD);
  std::vector<int> offsets(ranks);
  std::size_t total = 0;
  for (std::size_t rank = 0; rank < ranks; ++rank) {
    offsets[rank] = to_count(total);
    total += static_cast<std::size_t>(counts[rank]);
  }
  std::vector<std::byte> all(total);
  MPI_Gatherv(bytes.data(), count, MPI_BYTE, all.data(), counts.data(), offsets.data(), MPI_BYTE, 0,
              MPI_COMM_WORLD);
  std::vector<std::vector<std::byte>> parts;
  for (std::size_t rank = 0; rank < ranks; ++rank) {
    const auto begin = all.begin() + offsets[rank];
    parts.emplace_back(begin, begin + counts[rank]);
  }
  return parts;
}

void MpiSession::send(int target, int tag, std::vector<std::byte> bytes) {
  if (alone_) {
    own_.push_back({target, tag, std::move(bytes)});
    return;
  }
  std::erase_if(sends_, [](const std::unique_ptr<Request>& sent) {
    int gone = 0;
    MPI_Test(&sent->handle, &gone, MPI_STATUS_IGNORE);
    return gone != 0;
  });
  auto request = std::make_unique<Request>();
  request->bytes = std::move(bytes);
  MPI_Isend(request->bytes.data(), to_count(request->bytes.size()), MPI_BYTE, target, tag,
            MPI_COMM_WORLD, &request->handle);
  sends_.push_back(std::move(request));
}

void MpiSession::wait_for_sends() {
  for (const auto& sent : sends_) MPI_Wait(&sent->handle, MPI_STATUS_IGNORE);
  sends_.clear();
}

Message MpiSession::receive() {
  if (alone_) {
    if (own_.empty()) throw std::logic_error("nobody is there who could send a message");
    Message message = std::move(own_.front());
    own_.pop_front();
    return message;
  }
  MPI_Status status;
  MPI_Probe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
  int count = 0;
  MPI_Get_count(&status, MPI_BYTE, &count);
  Message message = {status.MPI_SOURCE, status.MPI_TAG,
                     std::vector<std::byte>(static_cast<std::size_t>(count))};
  MPI_Recv(message.bytes.data(), count, MPI_BYTE, message.source, message.tag, MPI_COMM_WORLD,
           MPI_STATUS_IGNORE);
  return message;
}

Message MpiSession::receive_idly() {
  while (!has_message()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  return receive();
}

bool MpiSession::has_message() const {
  if (alone_) return !own_.empty();
  int arrived = 0;
  MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &arrived, MPI_STATUS_IGNORE);
  return arrived != 0;
}

void MpiSession::abort(int exit_code) const {
  if (!alone_) MPI_Abort(MPI_COMM_WORLD, exit_code);
  std::abort();
}

}  // namespace bacelab
