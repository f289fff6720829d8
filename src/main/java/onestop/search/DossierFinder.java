package onestop.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.store.Sql;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds dossiers by words and numbers at given agencies. The work of a search is bounded whatever
 * is typed: each statement reads one range of the primary key and a limited number of rows.
 */
@Service
public class DossierFinder {
  /** The largest number of dossiers that a search gives, for each agency. */
  public static final int MOST = 100;

  /** A word with fewer entries is rare: all of them are read. */
  private static final int RARE = 1_000;

  /** Entries of a frequent word are counted up to this number. */
  private static final int COUNTED = 5_000;

  /** The commonest words of names, the least common of them first. */
  private static final List<String> USUAL = List.of("pham", "le", "tran", "van", "thi", "nguyen");

  /** The newest entries of a frequent word that are compared with the other words. */
  private static final int COMPARED = 20_000;

  private final Sql sql;

  DossierFinder(Sql sql) {
    this.sql = sql;
  }

  /**
   * The dossiers found.
   *
   * @param more whether there are, or may be, further ones
   */
  public record Found(List<FoundDossier> dossiers, boolean more) {
    public Found {
      dossiers = List.copyOf(dossiers);
    }
  }

  /** How many entries have the word, and how many begin with it; counted up to a limit. */
  private record Frequency(Word word, int exact, int begins) {}

  /** Dossiers of these agencies, newest first within a kind of source. */
  @Transactional(readOnly = true)
  public Found find(SearchText text, Collection<AgencyCode> agencies) {
    List<FoundDossier> all = new ArrayList<>();
    boolean more = false;
    for (AgencyCode agency : agencies) {
      Found found = at(agency.value(), text);
      all.addAll(found.dossiers());
      more |= found.more();
    }
    return new Found(distinct(all), more);
  }

  private Found at(String agency, SearchText text) {
    List<FoundDossier> all = new ArrayList<>();
    boolean more = false;
    if (!text.number().isEmpty()) {
      List<FoundDossier> numbered = numbered(agency, text);
      more = numbered.size() == MOST;
      all.addAll(numbered);
    }
    if (text.words().stream().anyMatch(word -> !word.isNumber()) || all.isEmpty()) {
      Found named = worded(agency, text.words());
      more |= named.more();
      all.addAll(named.dossiers());
    }
    return new Found(distinct(all), more);
  }

  private static List<FoundDossier> distinct(List<FoundDossier> all) {
    Map<String, FoundDossier> once = new LinkedHashMap<>();
    BinaryOperator<FoundDossier> best =
        BinaryOperator.minBy(Comparator.comparing(found -> found.source().kind()));
    all.stream()
        .sorted(Comparator.comparingLong(FoundDossier::newest))
        .forEach(found -> once.merge(found.dossier().value(), found, best));
    return List.copyOf(once.values());
  }

  /** By the end of a code, a telephone or a personal number, beside words of the name. */
  private List<FoundDossier> numbered(String agency, SearchText text) {
    String number = text.number();
    Map<String, Object> params = new LinkedHashMap<>();
    List<String> ranges = new ArrayList<>();
    for (String token :
        List.of(
            SearchEntry.reversed(SearchNumbers.CODE, number),
            SearchEntry.reversed(SearchNumbers.PHONE, SearchNumbers.phone(number)),
            SearchEntry.reversed(SearchNumbers.IDENTITY, number))) {
      params.put("from" + ranges.size(), token);
      params.put("to" + ranges.size(), token + Character.MAX_VALUE);
      ranges.add(RANGE.replace("@", Integer.toString(ranges.size())));
    }
    params.put("compared", COMPARED);
    return found(
        agency,
        "(" + String.join(" union all ", ranges) + ")",
        beside(text.others(), params),
        params);
  }

  private static final String RANGE =
      """
      (select * from search_token where agency = :agency and token >= :from@ and token < :to@
        fetch first :compared rows only)
      """;

  private static final String WORD =
      """
      (select * from search_token where agency = :agency and token = :token
        order by agency, token, newest, dossier_code fetch first :compared rows only)
      """;

  private Found worded(String agency, List<Word> typed) {
    List<Frequency> words = new ArrayList<>();
    for (Word word : typed) {
      Frequency known = known(agency, word);
      if (known.begins() == 0) {
        return new Found(List.of(), false);
      }
      words.add(known);
    }
    Frequency rarest = words.stream().min(Comparator.comparingInt(Frequency::begins)).orElseThrow();
    List<Word> all = words.stream().map(Frequency::word).toList();
    if (rarest.begins() < RARE) {
      List<FoundDossier> found = beginning(agency, rarest.word(), all);
      return new Found(found, found.size() == MOST);
    }
    return words.stream()
        .filter(word -> word.exact() > 0)
        .min(Comparator.comparingInt(Frequency::exact).thenComparingInt(DossierFinder::usual))
        .map(leading -> frequent(agency, leading.word(), all))
        .orElseGet(() -> new Found(beginning(agency, rarest.word(), all), true));
  }

  /** How usual a word is in names, by itself: equally frequent words are told apart by it. */
  private static int usual(Frequency frequency) {
    return 1 + USUAL.indexOf(frequency.word().plain());
  }

  /**
   * By a frequent word: the newest first, those with its tones before others, and words that only
   * begin with it last.
   */
  private Found frequent(String agency, Word leading, List<Word> all) {
    List<FoundDossier> found = new ArrayList<>();
    if (leading.isToned()) {
      found.addAll(equal(agency, leading, all, "toned = :toned and "));
    }
    if (found.size() < MOST) {
      found.addAll(equal(agency, leading, all, ""));
    }
    if (found.size() < MOST) {
      found.addAll(beginning(agency, leading, all));
    }
    boolean more = found.size() >= MOST || exact(agency, leading, COMPARED) == COMPARED;
    return new Found(distinct(found), more);
  }

  /** The word, or what a hasty hand meant by it if no entry begins with it. */
  private Frequency known(String agency, Word typed) {
    Frequency frequency = frequency(agency, typed);
    if (frequency.begins() > 0) {
      return frequency;
    }
    return typed.meant().stream()
        .map(other -> frequency(agency, new Word(other, other)))
        .filter(other -> other.begins() > 0)
        .findFirst()
        .orElse(frequency);
  }

  private Frequency frequency(String agency, Word word) {
    int begins =
        sql.reading("search_token")
            .sql(
                """
                select count(*) from (select 1 from search_token
                  where agency = :agency and token >= :from and token < :to
                  fetch first :most rows only) counted
                """)
            .param("agency", agency)
            .param("from", word.plain())
            .param("to", word.plain() + Character.MAX_VALUE)
            .param("most", RARE)
            .query(Integer.class)
            .single();
    return new Frequency(word, begins < RARE ? begins : exact(agency, word, COUNTED), begins);
  }

  private int exact(String agency, Word word, int most) {
    return sql.reading("search_token")
        .sql(
            """
            select count(*) from (select 1 from search_token
              where agency = :agency and token = :token fetch first :most rows only) counted
            """)
        .param("agency", agency)
        .param("token", word.plain())
        .param("most", most)
        .query(Integer.class)
        .single();
  }

  private List<FoundDossier> beginning(String agency, Word word, List<Word> all) {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("from0", word.plain());
    params.put("to0", word.plain() + Character.MAX_VALUE);
    params.put("compared", COMPARED);
    return found(agency, RANGE.replace("@", "0"), beside(all, params), params);
  }

  private List<FoundDossier> equal(String agency, Word word, List<Word> all, String toned) {
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("token", word.plain());
    params.put("compared", COMPARED);
    if (!toned.isEmpty()) {
      params.put("toned", word.toned());
    }
    return found(agency, WORD, toned + beside(all, params), params);
  }

  /** The condition that words begin with all of these; words have letters and digits only. */
  private static String beside(List<Word> words, Map<String, Object> params) {
    StringBuilder condition = new StringBuilder("1 = 1");
    for (int i = 0; i < words.size(); i++) {
      params.put("word" + i, "% " + words.get(i).plain() + "%");
      condition.append(" and context like :word").append(i);
    }
    return condition.toString();
  }

  private List<FoundDossier> found(
      String agency, String entries, String condition, Map<String, Object> params) {
    return sql.reading("search_token")
        .sql(
            "select dossier_code, source, newest from "
                + entries
                + " entry where "
                + condition
                + " order by newest, dossier_code fetch first :most rows only")
        .param("agency", agency)
        .param("most", MOST)
        .params(params)
        .query(
            (rs, row) ->
                new FoundDossier(
                    new DossierCode(rs.getString(1)), Source.of(rs.getString(2)), rs.getLong(3)))
        .list();
  }
}
