package onestop.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.search.DossierFinder.Found;
import onestop.search.SearchEntries.Findable;
import onestop.store.AppendOnly;
import onestop.store.Sql;
import onestop.store.UnitOfWork;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Dossiers are found by what people remember, on both databases alike. */
@Tag("store")
class DossierFinderTest {
  private static final AgencyCode WARD = new AgencyCode("H26.12.03");
  private static final AgencyCode OTHER = new AgencyCode("H26.12.04");
  private static final Instant FIRST = Instant.parse("2026-03-02T01:00:00Z");
  private static final Map<TestDatabase, DossierFinder> FINDERS = new EnumMap<>(TestDatabase.class);

  private static final Findable HUNG = person(1, "Nguyễn Văn Hùng", "0912345678", "001085012345");
  private static final Findable HUNG_THE_OTHER = person(2, "Trần Hưng", "+84 987 654 321", "");
  private static final Findable HOA = person(3, "Lê Thị Hòa", "", "B7654321");
  private static final Findable COMPANY =
      person(4, "Công ty TNHH Thương mại Minh Long", "02438251234", "0101234567");
  private static final Findable ELSEWHERE =
      new Findable(
          new DossierCode("000.00.02.H26-260302-0009"),
          Set.of(OTHER),
          FIRST,
          "Nguyễn Văn Hùng",
          "0912345678",
          "001085012345");

  /** More than are ever compared one by one. */
  private static final int MANY = 1_500;

  private static Findable person(int no, String name, String phone, String identity) {
    return new Findable(
        new DossierCode("000.00.01.H26-260302-%04d".formatted(no)),
        Set.of(WARD),
        FIRST.plusSeconds(no),
        name,
        SearchNumbers.phone(phone),
        SearchNumbers.bare(identity));
  }

  private static synchronized DossierFinder finder(TestDatabase database) {
    return FINDERS.computeIfAbsent(database, DossierFinderTest::filled);
  }

  private static DossierFinder filled(TestDatabase database) {
    DataSource source = database.fresh();
    Sql sql = new Sql(new JdbcTemplate(source), new UnitOfWork());
    AppendOnly<SearchEntry> rows = new AppendOnly<>(sql, SearchEntry.TABLE);
    List<Findable> all = new ArrayList<>(List.of(HUNG, HUNG_THE_OTHER, HOA, COMPANY, ELSEWHERE));
    IntStream.range(0, MANY)
        .mapToObj(i -> person(1000 + i, i == 700 ? "Phạm Thị Nở" : "Phạm Thị Mai", "", ""))
        .forEach(all::add);
    all.add(person(900, "Phạm Thị Mãi", "", ""));
    SearchEntries entries = new SearchEntries(null);
    new TransactionTemplate(new JdbcTransactionManager(source))
        .executeWithoutResult(status -> all.forEach(one -> entries.of(one).forEach(rows::append)));
    return new DossierFinder(sql);
  }

  private static Found find(TestDatabase database, String typed) {
    return finder(database).find(SearchText.of(typed), Set.of(WARD));
  }

  private static List<DossierCode> codes(TestDatabase database, String typed) {
    return find(database, typed).dossiers().stream().map(FoundDossier::dossier).toList();
  }

  static Stream<Arguments> known() {
    return Stream.of(TestDatabase.values())
        .flatMap(
            database ->
                Stream.of(
                        "nguyễn văn hùng",
                        "Hung Nguyen",
                        "HÙNG VĂN",
                        "húng nguyễn",
                        "hufng nguyeenx",
                        "Hu2ng Va8n",
                        "ng v hu",
                        "nguyen hun",
                        "0912 345 678",
                        "+84 912 345 678",
                        "678",
                        "5678",
                        "hùng 678",
                        "678 nguyễn",
                        "001085012345",
                        "12345",
                        "hung 012345",
                        "000.00.01.H26-260302-0001",
                        "h26-260302-0001",
                        "0000001H262603020001",
                        "2603020001")
                    .map(typed -> Arguments.of(database, typed)));
  }

  @ParameterizedTest
  @MethodSource("known")
  void findsOneWhomEverybodyDescribesOtherwise(TestDatabase database, String typed) {
    assertThat(codes(database, typed)).contains(HUNG.code()).doesNotContain(ELSEWHERE.code());
  }

  static Stream<Arguments> others() {
    return Stream.of(TestDatabase.values())
        .flatMap(
            database ->
                Stream.of(
                    Arguments.of(database, "hưng", HUNG_THE_OTHER),
                    Arguments.of(database, "0987654321", HUNG_THE_OTHER),
                    Arguments.of(database, "hoà", HOA),
                    Arguments.of(database, "b7654321", HOA),
                    Arguments.of(database, "654321", HOA),
                    Arguments.of(database, "thương mại", COMPANY),
                    Arguments.of(database, "minh long 234", COMPANY),
                    Arguments.of(database, "0101234567", COMPANY)));
  }

  @ParameterizedTest
  @MethodSource("others")
  void findsByAnyWordAndTheEndOfAnyNumber(TestDatabase database, String typed, Findable who) {
    assertThat(codes(database, typed)).contains(who.code());
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void saysWhereTheWordsStand(TestDatabase database) {
    assertThat(find(database, "hùng nguyễn").dossiers().get(0).source()).isEqualTo(Source.NAME);
    assertThat(find(database, "12345678").dossiers().get(0).source()).isEqualTo(Source.PHONE);
    assertThat(find(database, "85012345").dossiers().get(0).source()).isEqualTo(Source.IDENTITY);
    assertThat(find(database, "260302-0001").dossiers().get(0).source()).isEqualTo(Source.CODE);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void ofTheCommonestNameTheTonesThatWereTypedComeFirstThenTheNewest(TestDatabase database) {
    Found mai = find(database, "phạm thị mai");
    assertThat(mai.more()).isTrue();
    assertThat(mai.dossiers()).hasSize(DossierFinder.MOST);
    assertThat(mai.dossiers().get(0).dossier().value()).endsWith("-2499");
    assertThat(codes(database, "phạm thị mãi"))
        .as("older than a hundred whose tones differ")
        .contains(person(900, "", "", "").code());
    assertThat(codes(database, "pham thi no"))
        .as("rare among common words")
        .containsExactly(person(1700, "", "", "").code());
    assertThat(codes(database, "pham nguyen")).as("both common, never together").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void patternsQuotesAndStatementsFindNobody(TestDatabase database) {
    for (String hostile :
        List.of(
            "%%%abc",
            "__hung__x",
            "'; drop table search_token; --",
            "h_ng zguy%",
            "\\hung\\ zzz",
            "1' or '1'='1",
            "zz😀zz")) {
      assertThat(codes(database, hostile)).as(hostile).isEmpty();
    }
    assertThat(codes(database, "hùng nguyễn")).isNotEmpty();
  }
}
