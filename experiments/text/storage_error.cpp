#include "experiments/text/storage_error.hpp"

#include <cerrno>
#include <string>
#include <system_error>

namespace bacelab {
namespace {

std::string compose(const std::filesystem::path& file, std::string_view problem,
                    std::string_view advice) {
  std::string message = file.string();
  message.append(": ").append(problem).append("; ").append(advice);
  return message;
}

}  // namespace

StorageError::StorageError(const std::filesystem::path& file, std::string_view problem,
                           std::string_view advice)
    : std::runtime_error(compose(file, problem, advice)), file_(file) {}

StorageError system_storage_error(const std::filesystem::path& file, std::string_view action,
                                  int error_number) {
  std::string problem = "cannot ";
  problem.append(action);
  if (error_number != 0) {
    problem.append(": ").append(std::generic_category().message(error_number));
  }
  return StorageError(file, problem, storage_advice(error_number));
}

void refuse_changed_file(const std::filesystem::path& file, std::string_view problem) {
  throw StorageError(file, problem, changed_file_advice);
}

std::string_view storage_advice(int error_number) {
  switch (error_number) {
    case ENOSPC:
      return "free space on this disk, or write to another directory";
    case EDQUOT:
      return "the disk quota is used up: free space, or write to another directory";
    case EFBIG:
      return "the file size limit is reached: raise it (ulimit -f), or write elsewhere";
    case EACCES:
    case EPERM:
      return "check the permissions of the file and of its directory";
    case EROFS:
      return "this file system is read-only: write to another directory";
    case ENOENT:
      return "check the path: the file, or the directory that it is to be in, does not exist";
    case ENOTDIR:
    case EISDIR:
      return "check the path; a file is named where a directory is, or the reverse";
    case EIO:
      return "the disk reports an error: write to another one, and keep copies of what is there";
    default:
      return "check the file, its directory and the space left on the disk";
  }
}

}  // namespace bacelab
