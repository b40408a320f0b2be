// Draws each limb's two charts (uPlot) from the JSON in the page. Without this script the table has the same numbers.
(() => {
  "use strict";

  const QUIET = "#5b6b75", GRID = "#e3e9ec";
  const LIMB = "#0b6e99", OTHER = "#7a868d", FIRED = "#b3261e", BASE = "#3f6b3a", SESSION = "#6b4fa0";
  const DAY = 86_400;
  const FONT = "12px system-ui, 'Segoe UI', 'Liberation Sans', sans-serif";
  const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "2-digit", timeZone: "UTC" });

  for (const chart of document.querySelectorAll("[data-chart]")) {
    const data = JSON.parse(document.getElementById(chart.dataset.chart).textContent);
    chart.hidden = false;
    draw(chart.querySelector("[data-plot=volume]"), volumes(data), data);
    draw(chart.querySelector("[data-plot=change]"), changes(data), data);
  }

  function volumes(data) {
    const start = data.baseline;
    const points = data.points;
    const starts = start ? [start.limbMl, start.otherMl] : [];
    const values = points.flatMap(p => [p.limbMl, p.otherMl]).concat(starts).filter(isNumber);
    const low = Math.min(...values), high = Math.max(...values), pad = Math.max((high - low) * 0.15, 40);
    return {
      height: 250,
      range: [low - pad, high + pad],
      label: ml,
      lines: [
        { name: data.other, color: OTHER, dash: [6, 4], values: points.map(p => p.otherMl), marks: false },
        { name: data.limb, color: LIMB, values: points.map(p => p.limbMl), marks: true },
      ],
      levels: start ? [startLevel(start.limbMl, `starting size ${ml(start.limbMl)} mL`)] : [],
    };
  }

  function changes(data) {
    const values = data.points.map(p => p.changePercent);
    const limits = data.thresholds.map(t => t.changePercent);
    const all = values.concat(limits, [0]).filter(isNumber);
    const low = Math.min(...all), high = Math.max(...all), pad = Math.max((high - low) * 0.12, 1);
    return {
      height: 270,
      range: [low - pad, high + pad],
      label: value => `${value < 0 ? "\u2212" : value > 0 ? "+" : ""}${Math.abs(value)}`,
      lines: [{ name: "Change", color: LIMB, values, marks: true }],
      levels: [startLevel(0, "starting size")].concat(data.thresholds.map(t => ({
        value: t.changePercent,
        label: `${t.changePercent} % ${t.label}`,
        color: t.changePercent >= 10 ? FIRED : QUIET,
        dash: [8, 5],
      }))),
    };
  }

  function startLevel(value, label) {
    return { value, label, color: BASE, dash: [2, 3], right: true };
  }

  function ml(value) {
    return Math.round(value).toLocaleString("en-GB");
  }

  function draw(element, view, data) {
    const times = data.points.map(p => p.at);
    const ends = times.concat(data.baseline ? [data.baseline.at] : []);
    const from = Math.min(...ends), to = Math.max(...ends), pad = Math.max((to - from) * 0.04, 3 * DAY);
    const options = {
      width: element.clientWidth,
      height: view.height,
      legend: { show: false },
      cursor: { show: false },
      padding: [8, 12, 0, 0],
      scales: { x: { time: true, range: () => [from - pad, to + pad] }, y: { range: () => view.range } },
      axes: [
        { stroke: QUIET, font: FONT, grid: { stroke: GRID, width: 1 }, ticks: { stroke: GRID, width: 1 }, space: 90,
          values: (_, splits) => splits.map(at => date.format(at * 1000)) },
        { stroke: QUIET, font: FONT, grid: { stroke: GRID, width: 1 }, ticks: { show: false }, size: 56,
          values: (_, splits) => splits.map(view.label) },
      ],
      series: [{}].concat(view.lines.map(line => ({
        label: line.name, stroke: line.color, width: 2, dash: line.dash, points: { show: false }, spanGaps: true,
      }))),
      hooks: {
        drawAxes: [u => { levels(u, view.levels); sessions(u, data.sessions); }],
        draw: [u => marks(u, view.lines, data.points)],
      },
    };
    const plot = new uPlot(options, [times, ...view.lines.map(line => line.values)], element);
    new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: view.height })).observe(element);
  }

  function levels(u, list) {
    const { ctx, bbox } = u, scale = uPlot.pxRatio;
    ctx.save();
    ctx.font = `${11 * scale}px system-ui, 'Segoe UI', 'Liberation Sans', sans-serif`;
    ctx.textBaseline = "bottom";
    for (const level of list) {
      const y = Math.round(u.valToPos(level.value, "y", true));
      if (y < bbox.top || y > bbox.top + bbox.height) continue;
      ctx.strokeStyle = ctx.fillStyle = level.color;
      ctx.lineWidth = 1.25 * scale;
      ctx.setLineDash(level.dash.map(part => part * scale));
      line(ctx, bbox.left, y, bbox.left + bbox.width, y);
      ctx.textAlign = level.right ? "right" : "left";
      const x = level.right ? bbox.left + bbox.width - 6 * scale : bbox.left + 6 * scale;
      ctx.setLineDash([]);
      ctx.strokeStyle = "#fff"; // A rim, so that a line behind the words does not strike them out.
      ctx.lineWidth = 4 * scale;
      ctx.strokeText(level.label, x, y - 2 * scale);
      ctx.fillText(level.label, x, y - 2 * scale);
    }
    ctx.restore();
  }

  function sessions(u, times) {
    const { ctx, bbox } = u, scale = uPlot.pxRatio, foot = bbox.top + bbox.height;
    ctx.save();
    ctx.strokeStyle = QUIET;
    ctx.lineWidth = scale;
    line(ctx, bbox.left, foot, bbox.left + bbox.width, foot);
    ctx.strokeStyle = SESSION;
    ctx.lineWidth = 2 * scale;
    for (const at of times) {
      const x = Math.round(u.valToPos(at, "x", true));
      if (x >= bbox.left && x <= bbox.left + bbox.width) line(ctx, x, foot, x, foot - 9 * scale);
    }
    ctx.restore();
  }

  // Shape and not only colour tells: filled disc, hollow disc (early after surgery), diamond (fired this alert).
  function marks(u, lines, points) {
    const { ctx } = u, scale = uPlot.pxRatio;
    ctx.save();
    ctx.lineWidth = 2 * scale;
    for (const { color, values } of lines.filter(candidate => candidate.marks)) {
      points.forEach((point, i) => {
        if (!isNumber(values[i])) return;
        const x = u.valToPos(point.at, "x", true), y = u.valToPos(values[i], "y", true);
        ctx.strokeStyle = point.fired ? FIRED : color;
        ctx.fillStyle = point.early ? "#fff" : ctx.strokeStyle;
        ctx.beginPath();
        if (point.fired) {
          const r = 7 * scale;
          ctx.moveTo(x, y - r); ctx.lineTo(x + r, y); ctx.lineTo(x, y + r); ctx.lineTo(x - r, y); ctx.closePath();
        } else {
          ctx.arc(x, y, 4 * scale, 0, 2 * Math.PI);
        }
        ctx.fill();
        ctx.stroke();
      });
    }
    ctx.restore();
  }

  function line(ctx, x1, y1, x2, y2) {
    ctx.beginPath();
    ctx.moveTo(x1, y1);
    ctx.lineTo(x2, y2);
    ctx.stroke();
  }

  function isNumber(value) {
    return typeof value === "number";
  }
})();
