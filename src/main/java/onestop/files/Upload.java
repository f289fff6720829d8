package onestop.files;

import java.util.Objects;
import java.util.Set;

/**
 * A file that somebody hands in.
 *
 * @param name as the sender calls it; shown in a refusal, never trusted
 * @param accepted the types that are accepted here
 * @param ownersBytes the size of all files that its owner has handed in before; the caller holds a
 *     lock under which this does not change
 */
public record Upload(String name, byte[] bytes, Set<FileType> accepted, long ownersBytes) {
  public Upload {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(bytes, "bytes");
    accepted = Set.copyOf(accepted);
  }
}
