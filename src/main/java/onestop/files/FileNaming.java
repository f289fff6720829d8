package onestop.files;

import java.util.List;
import java.util.Objects;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/**
 * Port: a table whose rows name stored files. Each module with such a table has one bean of this
 * type. A file is an orphan when no such table names it, so a table without a bean would lose its
 * files; its foreign key to {@code stored_file} then stops the sweep.
 */
public interface FileNaming {

  /** The table. */
  String table();

  /** Its column with the hash; refers to {@code stored_file}, null if the row names no file. */
  String column();

  /** The rows that name a file, for a person who looks for what is damaged; no personal data. */
  List<Name> of(String sha256);

  /**
   * A row that names a file.
   *
   * @param row the row in words of its table, for example {@code letter 4711}
   */
  record Name(String row, @Nullable DossierCode dossier) {
    public Name {
      Objects.requireNonNull(row, "row");
    }

    @Override
    public String toString() {
      return dossier == null ? row : row + " of " + dossier;
    }
  }
}
