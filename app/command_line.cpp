#include "app/command_line.hpp"

#include <algorithm>
#include <fstream>

#include "app/shell_word.hpp"

namespace bacelab {

std::vector<std::string> command_words() {
  std::ifstream file("/proc/self/cmdline", std::ios::binary);
  std::vector<std::string> words;
  for (std::string word; std::getline(file, word, '\0');) words.push_back(word);
  return words;
}

std::string command_line(std::span<const std::string> words) {
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : " ") + shell_word(word);
  return line;
}

std::string continuation_of(std::vector<std::string> words) {
  std::erase(words, "--force");
  const bool resumes = std::find(words.begin(), words.end(), "--resume") != words.end();
  if (!resumes) words.emplace_back("--resume");
  return command_line(words);
}

}  // namespace bacelab
