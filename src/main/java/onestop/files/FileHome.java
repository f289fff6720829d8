package onestop.files;

import java.util.Map;
import java.util.Optional;

/**
 * Where the bytes of files are. The caller holds the lock of each file's row, so that no two calls
 * for one hash write at the same time.
 */
interface FileHome {
  /** The kinds of homes; the names are stored. */
  enum Kind {
    /** In the database, with the row. */
    DATABASE,
    /** In a folder that all nodes see. */
    FOLDER
  }

  /** Writes the bytes of these hashes, durably at the latest with the commit. */
  void write(Map<String, byte[]> contents);

  /** Whether bytes of that size are there; they are not read. */
  boolean has(StoredFile file);

  /** The bytes as they are, unverified; empty if there are none. */
  Optional<byte[]> read(String sha256);

  /** Removes the bytes; without effect if there are none. */
  void delete(String sha256);
}
