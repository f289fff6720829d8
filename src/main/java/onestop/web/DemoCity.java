package onestop.web;

import java.util.List;

/** The demo city as the login page shows it; there only where the demo is on. */
public interface DemoCity {

  /**
   * A login worth trying.
   *
   * @param role key of the words for what it may do, below {@code demo.login.}
   */
  record Login(String name, String role) {}

  /** How much of the city is there: 0 to 100; at 100 everything can be done in it. */
  int percent();

  /** The password of every login. */
  String password();

  /** The logins worth trying first; empty if the database is not the demo's. */
  List<Login> logins();
}
