package onestop.files;

import java.util.Objects;
import java.util.Set;

/**
 * A file that somebody hands in.
 *
 * @param name as the sender calls it; shown in a refusal, never trusted
 * @param accepted the types that are accepted here
 * @param before what its owner has handed in before
 */
public record Upload(String name, byte[] bytes, Set<FileType> accepted, Owned before) {
  public Upload {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(bytes, "bytes");
    accepted = Set.copyOf(accepted);
  }

  /**
   * What an owner has handed in; whoever counts it holds a lock under which it does not change, or
   * counts it again under that lock.
   *
   * @param files their number, each version counted
   * @param bytes their size together
   */
  public record Owned(int files, long bytes) {}
}
