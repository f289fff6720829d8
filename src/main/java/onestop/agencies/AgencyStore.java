package onestop.agencies;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;

/** The SQL of agencies, officers and delegations. */
final class AgencyStore {
  private static final String AGENCY =
      """
      select a.*, p.parent
      from agency a
      left join agency_parent p on p.agency = a.code and p.valid_from = (
        select max(q.valid_from) from agency_parent q where q.agency = a.code and q.valid_from <= ?)
      """;
  private static final String OFFICER =
      """
      select o.id, o.name, o.title_vi, o.agency, r.role
      from officer o left join officer_role r on r.officer = o.id
      """;
  static final String DELEGATION =
      """
      select id, from_officer, to_officer, agency, role, capacity, valid_from, valid_to, document,
        ended_at
      from delegation
      """;

  private final JdbcClient jdbc;

  AgencyStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The number of changes of agencies, officers and delegations. */
  long revision() {
    return jdbc.sql("select revision from agency_revision").query(Long.class).single();
  }

  void raiseRevision() {
    jdbc.sql("update agency_revision set revision = revision + 1").update();
  }

  Optional<Agency> agency(AgencyCode code, LocalDate on) {
    return jdbc.sql(AGENCY + "where a.code = ?")
        .params(on, code.value())
        .query(AgencyStore::readAgency)
        .optional();
  }

  List<Agency> agencies(LocalDate on) {
    return jdbc.sql(AGENCY + "order by a.code").params(on).query(AgencyStore::readAgency).list();
  }

  /** The agency itself and every agency below it, at any depth, on that day. */
  Set<AgencyCode> under(AgencyCode code, LocalDate on) {
    List<Agency> all = agencies(on);
    Set<AgencyCode> found = new LinkedHashSet<>(Set.of(code));
    int before;
    do {
      before = found.size();
      all.stream()
          .filter(agency -> agency.parent() != null && found.contains(agency.parent()))
          .map(Agency::code)
          .toList()
          .forEach(found::add);
    } while (found.size() > before);
    return Collections.unmodifiableSet(found);
  }

  Optional<AgencyCode> parent(AgencyCode code, LocalDate on) {
    return agency(code, on).map(Agency::parent);
  }

  Optional<LocalDate> lastMove(AgencyCode code) {
    return Optional.ofNullable(
        jdbc.sql("select max(valid_from) as last_on from agency_parent where agency = ?")
            .params(code.value())
            .query((row, n) -> row.getObject("last_on", LocalDate.class))
            .list()
            .get(0));
  }

  void insert(Agency agency) {
    jdbc.sql(
            """
            insert into agency (code, name_vi, name_en, kind, code_prefix,
              address, phone, email, place_name, revision)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
            """)
        .params(
            agency.code().value(),
            agency.nameVi(),
            agency.nameEn(),
            agency.kind().name(),
            agency.codePrefix(),
            agency.address(),
            agency.phone(),
            agency.email(),
            agency.placeName())
        .update();
  }

  void insertParent(AgencyCode code, @Nullable AgencyCode parent, LocalDate from) {
    jdbc.sql("insert into agency_parent (agency, valid_from, parent) values (?, ?, ?)")
        .param(code.value())
        .param(from)
        .param(parent == null ? null : parent.value())
        .update();
  }

  Optional<Officer> officer(OfficerId id) {
    return collect(jdbc.sql(OFFICER + "where o.id = ? order by o.id, r.role").params(id.value()))
        .stream()
        .findFirst();
  }

  List<Officer> inService(AgencyCode agency) {
    return collect(
        jdbc.sql(OFFICER + "where o.agency = ? and o.disabled_at is null order by o.id, r.role")
            .params(agency.value()));
  }

  long countOfficers() {
    return jdbc.sql("select count(*) from officer").query(Long.class).single();
  }

  void insert(Officer officer, @Nullable String passwordHash) {
    jdbc.sql(
            """
            insert into officer (id, name, title_vi, agency, password_hash, revision)
            values (?, ?, ?, ?, ?, 0)
            """)
        .param(officer.id().value())
        .param(officer.name())
        .param(officer.titleVi())
        .param(officer.agency().value())
        .param(passwordHash)
        .update();
    for (Role role : officer.roles()) {
      jdbc.sql("insert into officer_role (officer, role) values (?, ?)")
          .params(officer.id().value(), role.name())
          .update();
    }
  }

  /** Locks the officer until the transaction ends. */
  void lock(OfficerId id) {
    jdbc.sql("select id from officer where id = ? for update")
        .params(id.value())
        .query(String.class)
        .list();
  }

  List<DelegationRecord> delegations(AgencyCode agency) {
    return jdbc.sql(DELEGATION + "where agency = ? order by valid_from desc, id desc")
        .params(agency.value())
        .query(AgencyStore::readDelegation)
        .list();
  }

  List<DelegationRecord> delegationsTo(OfficerId officer) {
    return jdbc.sql(DELEGATION + "where to_officer = ? order by valid_from desc, id desc")
        .params(officer.value())
        .query(AgencyStore::readDelegation)
        .list();
  }

  long insert(Delegation order, OfficerId from, OfficerId to) {
    KeyHolder key = new GeneratedKeyHolder();
    jdbc.sql(
            """
            insert into delegation (from_officer, to_officer, agency, role, capacity,
              valid_from, valid_to, document)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            from.value(),
            to.value(),
            order.agency().value(),
            order.role().name(),
            order.capacity().name(),
            order.validFrom(),
            order.validTo(),
            order.document())
        .update(key, "id");
    return Objects.requireNonNull(key.getKeyAs(Long.class));
  }

  /** Collects the rows, one per role, into one officer per login. */
  private static List<Officer> collect(JdbcClient.StatementSpec statement) {
    Map<String, Officer> officers = new LinkedHashMap<>();
    statement.query(
        row -> {
          Set<Role> roles = EnumSet.noneOf(Role.class);
          String role = row.getString("role");
          if (role != null) {
            roles.add(Role.valueOf(role));
          }
          Officer officer =
              new Officer(
                  new OfficerId(row.getString("id")),
                  row.getString("name"),
                  row.getString("title_vi"),
                  new AgencyCode(row.getString("agency")),
                  roles);
          officers.merge(officer.id().value(), officer, AgencyStore::withRolesOf);
        });
    return List.copyOf(officers.values());
  }

  private static Officer withRolesOf(Officer one, Officer other) {
    Set<Role> roles = EnumSet.copyOf(one.roles());
    roles.addAll(other.roles());
    return new Officer(one.id(), one.name(), one.titleVi(), one.agency(), roles);
  }

  private static Agency readAgency(ResultSet row, int number) throws SQLException {
    String parent = row.getString("parent");
    return new Agency(
        new AgencyCode(row.getString("code")),
        row.getString("name_vi"),
        row.getString("name_en"),
        parent == null ? null : new AgencyCode(parent),
        Agency.Kind.valueOf(row.getString("kind")),
        row.getString("code_prefix"),
        row.getString("address"),
        row.getString("phone"),
        row.getString("email"),
        row.getString("place_name"));
  }

  static DelegationRecord readDelegation(ResultSet row, int number) throws SQLException {
    return new DelegationRecord(row.getLong("id"), order(row), Sql.instantOrNull(row, "ended_at"));
  }

  private static Delegation order(ResultSet row) throws SQLException {
    return new Delegation(
        new OfficerId(row.getString("from_officer")),
        new OfficerId(row.getString("to_officer")),
        new AgencyCode(row.getString("agency")),
        Role.valueOf(row.getString("role")),
        Delegation.Capacity.valueOf(row.getString("capacity")),
        row.getObject("valid_from", LocalDate.class),
        row.getObject("valid_to", LocalDate.class),
        row.getString("document"));
  }
}
