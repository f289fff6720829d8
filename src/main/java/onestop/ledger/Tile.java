package onestop.ledger;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of the published tree, in the format C2SP tlog-tiles: 256 consecutive hashes of a level,
 * or the entries of 256 hashes of level 0. The last tiles of a tree are narrower.
 *
 * @param level 0 for leaf hashes; each hash of level n is the root of a full tile of level n-1;
 *     {@link #ENTRIES} for the entries themselves
 * @param index the index of the tile in its level, from 0
 * @param width the number of hashes or entries, from 1 to 256, both inclusive
 */
public record Tile(int level, long index, int width) {
  /** The number of hashes in a full tile. */
  public static final int WIDTH = 256;

  /** The level of the entries, which is no level of hashes. */
  public static final int ENTRIES = -1;

  private static final int MAX_LEVEL = 7;
  private static final Pattern PATH =
      Pattern.compile("tile/(entries|[0-7])/((?:x\\d{3}/){0,5}\\d{3})(?:\\.p/([1-9]\\d{0,2}))?");

  public Tile {
    if (level < ENTRIES || level > MAX_LEVEL || index < 0 || width < 1 || width > WIDTH) {
      throw new IllegalArgumentException(
          "no tile: level %d, index %d, width %d".formatted(level, index, width));
    }
  }

  /** A tile of hashes. */
  public static Tile ofHashes(int level, long index, int width) {
    return new Tile(level, index, width);
  }

  /** A bundle of entries. */
  public static Tile ofEntries(long index, int width) {
    return new Tile(ENTRIES, index, width);
  }

  /** Whether the tile is full. */
  public boolean isFull() {
    return width == WIDTH;
  }

  /** The path relative to the log's folder, with {@code /} between the names. */
  public String path() {
    return isFull() ? fullPath() : fullPath() + ".p/" + width;
  }

  /** The path of the folder with the partial versions of this tile. */
  String partialFolder() {
    return fullPath() + ".p";
  }

  private String fullPath() {
    StringBuilder number = new StringBuilder("%03d".formatted(index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      number.insert(0, String.format(Locale.ROOT, "x%03d/", rest % 1000));
    }
    return "tile/" + (level == ENTRIES ? "entries" : String.valueOf(level)) + "/" + number;
  }

  /** The tile at a path; empty if the path is not exactly the one of a tile. */
  public static Optional<Tile> at(String path) {
    Matcher parts = PATH.matcher(path);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int level = parts.group(1).equals("entries") ? ENTRIES : Integer.parseInt(parts.group(1));
    long index = Long.parseLong(parts.group(2).replaceAll("[x/]", ""));
    int width = parts.group(3) == null ? WIDTH : Integer.parseInt(parts.group(3));
    if (width > WIDTH || (parts.group(3) != null && width == WIDTH)) {
      return Optional.empty();
    }
    Tile tile = new Tile(level, index, width);
    return tile.path().equals(path) ? Optional.of(tile) : Optional.empty();
  }
}
