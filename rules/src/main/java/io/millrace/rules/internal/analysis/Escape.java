// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for items of a region that none of some cases takes. The search splits the region by the
 * limits of the cases, as in Davis, Logemann and Loveland, "A machine program for theorem-proving"
 * (1962); a case with one open limit leaves no choice, and a fact that has values outside of all
 * cases is tried with these first; before all this, texts without any word that is not needed are
 * tried. The work of all searches together is bounded. For one thread.
 */
final class Escape {
  private static final long PER_SEARCH = 5_000_000;

  private final Space space;
  private long allowance;
  private long left;

  /** Thrown inside a search that has used up its share of work. */
  private static final class GaveUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GaveUp() {
      super("gave up", null, false, false);
    }
  }

  /**
   * What a search found.
   *
   * @param region items that no case takes; empty if there are none or the search gave up
   * @param gaveUp whether the search ended before it knew
   */
  record Result(Optional<Region> region, boolean gaveUp) {

    /** Whether the cases are known to take every item. */
    boolean isCovered() {
      return region.isEmpty() && !gaveUp;
    }
  }

  /**
   * @param allowance how many limits may be looked at in all searches together
   */
  Escape(Space space, long allowance) {
    this.space = space;
    this.allowance = allowance;
  }

  /** Looks for items of the region that none of the cases takes; each case is its limits. */
  Result from(Region region, List<List<Limit>> cases) {
    long share = Math.min(PER_SEARCH, allowance);
    left = share;
    try {
      Region plain = region.and(space.atoms().nothingBut(region.required()));
      Region found = plain == null ? null : find(plain, cases);
      return new Result(Optional.ofNullable(found == null ? find(region, cases) : found), false);
    } catch (GaveUp e) {
      return new Result(Optional.empty(), true);
    } finally {
      allowance -= share - Math.max(0, left);
    }
  }

  /** Takes work that is done outside of searches out of the allowance; false if none is left. */
  boolean charge(int work) {
    allowance -= Math.min(allowance, work);
    return allowance > 0;
  }

  private @Nullable Region find(Region start, List<List<Limit>> all) {
    Pass pass = new Pass(start, all);
    while (true) {
      while (pass.forced) {
        pass = new Pass(pass.region, pass.rest);
      }
      if (pass.covered || pass.rest.isEmpty()) {
        return pass.covered ? null : pass.region;
      }
      Limit first = split(pass.region, pass.rest, pass.fewestOpen);
      Region part = pass.region.and(first);
      Region found = part == null ? null : find(part, pass.rest);
      Region other = found == null ? pass.region.and(first.negated()) : null;
      if (other == null) {
        return found;
      }
      pass = new Pass(other, pass.rest);
    }
  }

  /** One look at all cases that leaves out those that take nothing and does what is forced. */
  private final class Pass {
    private Region region;
    private final List<List<Limit>> rest = new ArrayList<>();
    private List<Limit> fewestOpen = List.of();
    private boolean forced;
    private boolean covered;

    Pass(Region region, List<List<Limit>> cases) {
      this.region = region;
      for (List<Limit> one : cases) {
        spend(2 * one.size() + 1);
        if (!covered && this.region.mayMeet(one)) {
          look(one);
        }
      }
      forced &= !covered;
    }

    /** Of a case with one limit that not all of the region is within, the other side remains. */
    private void look(List<Limit> one) {
      List<Limit> open = new ArrayList<>();
      for (Limit limit : one) {
        if (!region.isWithin(limit)) {
          open.add(limit);
        }
      }
      Region other = open.size() == 1 ? region.and(open.get(0).negated()) : null;
      if (other != null) {
        region = other;
        forced = true;
      } else if (open.size() <= 1) {
        covered = true;
      } else {
        rest.add(one);
        if (fewestOpen.isEmpty() || open.size() < fewestOpen.size()) {
          fewestOpen = open;
        }
      }
    }
  }

  /** What to try first: values that no case takes, or no words; else what makes cases few. */
  private Limit split(Region region, List<List<Limit>> cases, List<Limit> open) {
    Limit outside = outside(region, cases);
    Limit limit = outside == null ? pick(open, cases) : outside;
    return limit instanceof Limit.TextHas ? limit.negated() : limit;
  }

  /** The values of the most limited fact that no case limits it to; null if there are none. */
  private @Nullable Limit outside(Region region, List<List<Limit>> cases) {
    int fact = mostLimited(region, cases);
    if (fact < 0) {
      return null;
    }
    BitSet rest = (BitSet) region.values(fact).clone();
    for (List<Limit> one : cases) {
      for (Limit limit : one) {
        if (limit instanceof Limit.FactIn in && in.fact() == fact && !region.isWithin(limit)) {
          rest.andNot(in.values());
        }
      }
      spend(one.size());
    }
    return rest.isEmpty() ? null : space.factIn(fact, rest);
  }

  private int mostLimited(Region region, List<List<Limit>> cases) {
    int[] counts = new int[space.domains().size()];
    int most = -1;
    for (List<Limit> one : cases) {
      for (Limit limit : one) {
        if (limit instanceof Limit.FactIn in && !region.isWithin(limit)) {
          counts[in.fact()]++;
          most = most < 0 || counts[in.fact()] > counts[most] ? in.fact() : most;
        }
      }
      spend(one.size());
    }
    return most;
  }

  /** The open limit on the fact that most cases limit; else the first one. */
  private static Limit pick(List<Limit> open, List<List<Limit>> cases) {
    Limit best = open.get(0);
    long most = -1;
    for (Limit limit : open) {
      if (limit instanceof Limit.FactIn in) {
        long count =
            cases.stream()
                .flatMap(List::stream)
                .filter(other -> other instanceof Limit.FactIn one && one.fact() == in.fact())
                .count();
        if (count > most) {
          best = limit;
          most = count;
        }
      }
    }
    return best;
  }

  private void spend(int work) {
    left -= work;
    if (left < 0) {
      throw new GaveUp();
    }
  }
}
