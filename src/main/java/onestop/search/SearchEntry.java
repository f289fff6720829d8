package onestop.search;

import static onestop.store.ColumnType.BIGINT;
import static onestop.store.ColumnType.VARCHAR;

import java.time.Instant;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.store.Table;

/**
 * One way to find a dossier at one agency.
 *
 * @param token a word, or a sign and the characters of a number in reverse, because people know the
 *     end of a number
 * @param newest the smaller, the newer: the seconds from the receipt to the year 2100
 * @param source where the word stands
 * @param toned the word with its tones; empty for a number
 * @param context all words that an entry of this source is found by together, between blanks
 */
record SearchEntry(
    AgencyCode agency,
    String token,
    long newest,
    DossierCode dossier,
    Source source,
    String toned,
    String context) {
  static final int LONGEST_CONTEXT = 300;

  static final Table<Void, SearchEntry> TABLE =
      Table.<SearchEntry>insertOnly("search_token")
          .fixed("agency", VARCHAR, entry -> entry.agency().value())
          .fixed("token", VARCHAR, SearchEntry::token)
          .fixed("newest", BIGINT, SearchEntry::newest)
          .fixed("dossier_code", VARCHAR, entry -> entry.dossier().value())
          .fixed("source", VARCHAR, entry -> entry.source().text())
          .fixed("toned", VARCHAR, SearchEntry::toned)
          .fixed("context", VARCHAR, SearchEntry::context)
          .build();

  private static final long YEAR_2100 = Instant.parse("2100-01-01T00:00:00Z").getEpochSecond();

  static long newest(Instant receivedAt) {
    return YEAR_2100 - receivedAt.getEpochSecond();
  }

  static String reversed(char sign, String number) {
    return sign + new StringBuilder(number).reverse().toString();
  }
}
