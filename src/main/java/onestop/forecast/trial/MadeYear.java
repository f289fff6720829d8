package onestop.forecast.trial;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import onestop.calendar.WorkingCalendar;
import onestop.forecast.trial.OrderTrials.Plan;

/**
 * A made year of one ward: its dossiers, their work, and its officers with their absences. Equal
 * seeds give equal years.
 *
 * <p>Time is counted in working minutes from the first working day of the year on: the n-th working
 * day lasts from minute {@code n * 480} on. Waiting over a night, a weekend or a holiday takes no
 * time on this scale, as in the legal clock. The calendar decides which dates are working days, and
 * how much comes in after a long weekend.
 *
 * @param dossiers by arrival
 * @param officers the officers of each desk
 */
record MadeYear(List<MadeDossier> dossiers, List<MadeOfficer> officers) {
  static final int DAY = 480;

  /** From 15:00 on, an application for the same day is due on the next working day. */
  private static final int AFTERNOON = 360;

  private static final int DESKS = 4;
  private static final int UNIT_HEAD = 0;
  private static final int SPECIALIST = 1;
  private static final int HEAD = 2;
  private static final int RECORDS = 3;

  /** How busy the other desks are, beside the specialists'. */
  private static final double[] BUSY = {0.60, 0, 0.70, 0.65};

  private static final int[] OFFICERS = {1, 6, 1, 1};
  private static final double SPREAD = 0.6;
  private static final int LEAVE = 12;
  private static final double SICK = 0.012;

  /**
   * A procedure of a ward.
   *
   * @param share of all dossiers, in thousandths
   * @param days the limit in working days; 0 is the same day
   * @param steps the desk and the minutes of each step
   */
  record MadeProcedure(String code, int share, int days, int[][] steps) {}

  /**
   * The ten procedures, with the limits of the catalogue; shares and minutes are made. Building
   * permits, whose limit is 15 days of the calendar, have eleven working days.
   */
  static final List<MadeProcedure> PROCEDURES =
      List.of(
          new MadeProcedure("certified_copy", 460, 0, steps(0, 10, 2, 3)),
          new MadeProcedure("birth_registration", 110, 0, steps(0, 25, 4, 5)),
          new MadeProcedure("register_extract", 80, 0, steps(0, 15, 3, 4)),
          new MadeProcedure("marriage_registration", 40, 0, steps(0, 45, 5, 5)),
          new MadeProcedure("marital_status_certificate", 100, 3, steps(4, 40, 4, 4)),
          new MadeProcedure("household_business", 60, 3, steps(4, 60, 5, 5)),
          new MadeProcedure("birth_residence_insurance", 30, 3, steps(0, 50, 5, 6)),
          new MadeProcedure("certificate_exchange", 20, 5, steps(5, 150, 10, 8)),
          new MadeProcedure("permanent_residence", 80, 7, steps(4, 50, 4, 6)),
          new MadeProcedure("building_permit", 20, 11, steps(6, 300, 20, 8)));

  private static int[][] steps(int unitHead, int specialist, int head, int records) {
    List<int[]> steps = new ArrayList<>();
    if (unitHead > 0) {
      steps.add(new int[] {UNIT_HEAD, unitHead});
    }
    steps.add(new int[] {SPECIALIST, specialist});
    steps.add(new int[] {HEAD, head});
    steps.add(new int[] {RECORDS, records});
    return steps.toArray(int[][]::new);
  }

  /**
   * A dossier.
   *
   * @param arrivesAt when it is received, in working minutes
   * @param dueAt when it is due
   * @param minutes the work of each step, known to nobody before it is done
   */
  record MadeDossier(int no, int procedure, long arrivesAt, long dueAt, int[] minutes) {
    /** The day that a letter of apology names: as long again, at least two days. */
    long promisedAt() {
      return dueAt + (long) DAY * Math.max(2, PROCEDURES.get(procedure).days());
    }
  }

  /**
   * An officer.
   *
   * @param away whether the officer is away, by working day
   */
  record MadeOfficer(int desk, boolean[] away) {
    /** The first moment from {@code at} on at which the officer is there. */
    long thereFrom(long at) {
      int day = (int) (at / DAY);
      if (day >= away.length || !away[day]) {
        return at;
      }
      while (day < away.length && away[day]) {
        day++;
      }
      return (long) day * DAY;
    }
  }

  /** The year of that plan and seed. */
  static MadeYear of(WorkingCalendar calendar, Plan plan, long seed) {
    Random random = new Random(seed);
    int year = plan.year();
    List<LocalDate> days = new ArrayList<>();
    for (LocalDate date = LocalDate.of(year, 1, 1);
        date.getYear() == year;
        date = date.plusDays(1)) {
      if (calendar.isWorkingDay(date)) {
        days.add(date);
      }
    }
    List<MadeDossier> made = made(days, plan, random);
    return new MadeYear(made, officers(days.size(), random));
  }

  /** How much comes in on each day: more after days without office, and waves over the year. */
  private static double[] weights(List<LocalDate> days, Random random) {
    double[] weights = new double[days.size()];
    double wave = 1;
    for (int i = 0; i < weights.length; i++) {
      if (i == 0 || days.get(i).getDayOfWeek() == DayOfWeek.MONDAY) {
        wave = 0.7 * wave + 0.3 * (0.6 + 0.8 * random.nextDouble());
      }
      long closed =
          i == 0 ? 0 : Math.min(5, days.get(i).toEpochDay() - days.get(i - 1).toEpochDay() - 1);
      weights[i] = wave * (1 + 0.15 * closed);
    }
    return weights;
  }

  private static List<MadeDossier> made(List<LocalDate> days, Plan plan, Random random) {
    int count = plan.dossiers();
    double[] weights = weights(days, random);
    double all = Arrays.stream(weights).sum();
    long[] arrivals = new long[count];
    for (int i = 0; i < count; i++) {
      double at = random.nextDouble() * all;
      int day = 0;
      while (day < weights.length - 1 && at >= weights[day]) {
        at -= weights[day++];
      }
      arrivals[i] = (long) day * DAY + random.nextInt(DAY);
    }
    Arrays.sort(arrivals);
    double[] scale = scale(days.size(), plan);
    List<MadeDossier> dossiers = new ArrayList<>();
    for (int no = 0; no < count; no++) {
      dossiers.add(dossier(no, arrivals[no], scale, random));
    }
    return dossiers;
  }

  /** By how much the minutes of each desk are stretched, so that the desk is as busy as planned. */
  private static double[] scale(int days, Plan plan) {
    double[] mean = new double[DESKS];
    for (MadeProcedure procedure : PROCEDURES) {
      for (int[] step : procedure.steps()) {
        mean[step[0]] += procedure.share() / 1000.0 * step[1];
      }
    }
    double[] scale = new double[DESKS];
    for (int desk = 0; desk < DESKS; desk++) {
      double busy = desk == SPECIALIST ? plan.load() / 100.0 : BUSY[desk];
      scale[desk] = busy * OFFICERS[desk] * days * DAY / (mean[desk] * plan.dossiers());
    }
    return scale;
  }

  private static MadeDossier dossier(int no, long arrivesAt, double[] scale, Random random) {
    int at = random.nextInt(1000);
    int procedure = 0;
    while (at >= PROCEDURES.get(procedure).share()) {
      at -= PROCEDURES.get(procedure++).share();
    }
    MadeProcedure of = PROCEDURES.get(procedure);
    int[] minutes = new int[of.steps().length];
    for (int i = 0; i < minutes.length; i++) {
      double mean = of.steps()[i][1] * scale[of.steps()[i][0]];
      double drawn = Math.exp(SPREAD * random.nextGaussian() - SPREAD * SPREAD / 2);
      minutes[i] = (int) Math.max(1, Math.round(mean * drawn));
    }
    return new MadeDossier(no, procedure, arrivesAt, due(arrivesAt, of.days()), minutes);
  }

  private static long due(long arrivesAt, int days) {
    long day = arrivesAt / DAY;
    boolean next = days == 0 && arrivesAt % DAY >= AFTERNOON;
    return (day + days + (next ? 2 : 1)) * DAY;
  }

  private static List<MadeOfficer> officers(int days, Random random) {
    List<MadeOfficer> officers = new ArrayList<>();
    for (int desk = 0; desk < DESKS; desk++) {
      for (int i = 0; i < OFFICERS[desk]; i++) {
        officers.add(new MadeOfficer(desk, absences(days, OFFICERS[desk] > 1, random)));
      }
    }
    officers.sort(Comparator.comparingInt(MadeOfficer::desk));
    return officers;
  }

  /** Leave in weeks, and days of illness; who is alone at a desk has a substitute. */
  private static boolean[] absences(int days, boolean replaced, Random random) {
    boolean[] away = new boolean[days];
    if (!replaced) {
      return away;
    }
    for (int left = LEAVE; left > 0; left -= 4) {
      int from = random.nextInt(days);
      Arrays.fill(away, from, Math.min(days, from + 4), true);
    }
    for (int day = 0; day < days; day++) {
      away[day] |= random.nextDouble() < SICK;
    }
    return away;
  }
}
