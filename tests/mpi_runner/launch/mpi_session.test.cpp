#include "mpi_runner/launch/mpi_session.hpp"

#include <catch2/catch.hpp>
#include <span>
#include <string>
#include <vector>

#include "tests/mpi_runner/launch/session.hpp"

namespace bacelab {
namespace {

using testing::session;

std::vector<std::byte> bytes_of(const std::string& text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

}  // namespace

TEST_CASE("MPI: started without a launcher, a process is alone", "[mpi]") {
  CHECK(session().rank() == 0);
  CHECK(session().size() == 1);
  CHECK(session().is_first());
  CHECK(session().ranks_on_host() == 1);
}

TEST_CASE("MPI: a broadcast gives what the first rank gives", "[mpi]") {
  CHECK(session().broadcast(17) == 17);
  CHECK(session().broadcast(std::string("a\0b", 3)) == std::string("a\0b", 3));
  CHECK(session().broadcast(std::string()).empty());
}

TEST_CASE("MPI: the first rank gathers what each gives", "[mpi]") {
  CHECK(session().gather(bytes_of("a\nb")) ==
        std::vector<std::vector<std::byte>>{bytes_of("a\nb")});
  CHECK(session().gather({}) == std::vector<std::vector<std::byte>>{{}});
}

TEST_CASE("MPI: messages arrive whole and in order", "[mpi]") {
  CHECK_FALSE(session().has_message());
  session().send(0, 5, bytes_of("first"));
  session().send(0, 6, {});
  CHECK(session().has_message());
  const Message first = session().receive();
  CHECK(first.source == 0);
  CHECK(first.tag == 5);
  CHECK(first.bytes == bytes_of("first"));
  const Message second = session().receive();
  CHECK(second.tag == 6);
  CHECK(second.bytes.empty());
  session().wait_for_sends();
  CHECK_FALSE(session().has_message());
}

TEST_CASE("MPI: the bytes of a message may be given away", "[mpi]") {
  for (int i = 0; i < 100; ++i) session().send(0, i, bytes_of(std::string(10000, 'x')));
  for (int i = 0; i < 100; ++i) {
    const Message message = session().receive();
    CHECK(message.tag == i);
    CHECK(message.bytes.size() == 10000);
  }
  session().wait_for_sends();
}

}  // namespace bacelab
