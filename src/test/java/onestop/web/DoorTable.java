package onestop.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import onestop.agencies.Role;
import org.jspecify.annotations.Nullable;

/** The table of doors, {@code src/test/resources/doors/table.txt}; its head explains it. */
public final class DoorTable {
  private static final int NOBODY = 3;

  private DoorTable() {}

  /** Whose dossier, letter, step or unit a request is about, seen from the reader. */
  public enum Whose {
    OWN,
    UNDER,
    OTHER
  }

  /**
   * A row.
   *
   * @param mapping method and path as they are mapped
   * @param cells of nobody, then of each role
   */
  public record Door(
      String mapping, String method, String request, String body, List<String> cells) {
    /** What the reader gets; null is nobody. */
    public char cell(@Nullable Role role, Whose whose) {
      String cell = cells.get(role == null ? 0 : role.ordinal() + 1);
      return cell.charAt(cell.length() == 1 ? 0 : whose.ordinal());
    }

    public boolean isAboutADossier() {
      return (request + body).matches(".*\\{(dossier|letter|step|delivery|unit|name)}.*");
    }

    public boolean isApi() {
      return request.startsWith("/api/");
    }

    private static Door of(String line) {
      String[] columns = line.split(";", -1);
      String[] request = columns[2].split(" ", 2);
      return new Door(
          columns[0] + " " + columns[1],
          columns[0].equals("ANY") ? "GET" : columns[0],
          request[0],
          request.length == 1 ? "" : request[1],
          Arrays.asList(columns).subList(NOBODY, columns.length));
    }
  }

  /** The rows as lines, without the head. */
  static List<String> lines() {
    try (InputStream table = DoorTable.class.getResourceAsStream("/doors/table.txt")) {
      return new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<Door> read() {
    return lines().stream().map(Door::of).toList();
  }
}
