#include "experiments/files/read_file.hpp"

#include <array>

#include "experiments/files/byte_source.hpp"

namespace bacelab {

std::string read_file(const std::filesystem::path& file) {
  FileSource source(file);
  std::string text;
  std::array<char, 65536> part;
  while (const std::size_t count = source.read(part)) text.append(part.data(), count);
  return text;
}

}  // namespace bacelab
