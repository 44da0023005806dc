#pragma once

namespace bacelab {

/// Makes a reader of standard output who leaves early no reason to be killed; call before the
/// first output.
void survive_broken_pipe();

/// Writes out what standard output still holds. Throws StorageError if it could not be written, as
/// on a full disk; a reader who left early (`| head`) is no error.
void finish_output();

}  // namespace bacelab
