#include "experiments/text/key_node.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <tuple>

namespace bacelab::config {
namespace {

using Question = std::tuple<int>;
using Other = std::tuple<int, int>;

const std::string* answer(const KeyNode& node, int question) {
  return node.answer<std::string, Question>(Question(question));
}

}  // namespace

TEST_CASE("key node: a child is the same whenever it is asked for", "[text]") {
  KeyNode root;
  KeyNode& a = root.child("a");
  KeyNode& b = root.child("b");
  KeyNode& c = b.child("c");
  CHECK(&root.child("a") == &a);
  CHECK(&root.child("a") == &a);
  CHECK(&root.child("b") == &b);
  CHECK(&root.at({"b", "c"}) == &c);
  CHECK(c.path() == KeyPath{"b", "c"});
  CHECK(root.path().empty());
}

TEST_CASE("key node: an answer is kept for its question alone", "[text]") {
  KeyNode node;
  CHECK(answer(node, 1) == nullptr);
  node.keep<std::string>(Question(1), std::string("one"));
  REQUIRE(answer(node, 1) != nullptr);
  CHECK(*answer(node, 1) == "one");
  CHECK(answer(node, 2) == nullptr);
  CHECK(node.answer<std::string, Other>(Other(1, 1)) == nullptr);
  CHECK(node.answer<int, Question>(Question(1)) == nullptr);
  node.keep<int>(Question(1), 11);
  node.keep<std::string>(Question(2), std::string("two"));
  CHECK(answer(node, 1) == nullptr);
  CHECK(*answer(node, 2) == "two");
  CHECK(*node.answer<int, Question>(Question(1)) == 11);
}

TEST_CASE("key node: answers are forgotten, of one key or of all below", "[text]") {
  KeyNode root;
  for (const char* key : {"a", "b"}) {
    root.child(key).keep<std::string>(Question(1), std::string(key));
  }
  root.child("a").forget();
  CHECK(answer(root.child("a"), 1) == nullptr);
  CHECK(answer(root.child("b"), 1) != nullptr);
  root.forget_all();
  CHECK(answer(root.child("b"), 1) == nullptr);
}

}  // namespace bacelab::config
