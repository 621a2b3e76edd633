
// Says at once, beside the pointer, what the title of a mark would say after a while.
(function () {
  'use strict';
  var tip = document.getElementById('tip');
  document.querySelectorAll('.hint').forEach(function (mark) {
    var title = mark.querySelector('title');
    var text = title.textContent;
    mark.removeChild(title);
    mark.addEventListener('pointermove', function (event) {
      tip.textContent = text;
      tip.hidden = false;
      var right = event.clientX + 16 + tip.offsetWidth < window.innerWidth;
      tip.style.left = Math.max(4, right ? event.clientX + 16 : event.clientX - 16 - tip.offsetWidth) + 'px';
      tip.style.top = Math.max(4, event.clientY - 12 - tip.offsetHeight) + 'px';
    });
    mark.addEventListener('pointerleave', function () { tip.hidden = true; });
  });
})();
